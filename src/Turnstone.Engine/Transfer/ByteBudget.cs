namespace Turnstone.Engine.Transfer;

/// <summary>
/// How many bytes of messages may be under way at once, so that ten huge items cannot fill the memory or the disk. Served in the order
/// of asking; a share larger than the whole budget waits until everything else has been given back.
/// </summary>
/// <param name="capacity">The whole budget at this moment. One that shrinks takes nothing back; one that grows lets more in as others leave.</param>
internal sealed class ByteBudget(Func<long> capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _waiting = new();
    private long _used;

    /// <summary>Takes a share; whoever holds it gives back exactly as much with <see cref="Release"/>.</summary>
    public async Task TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_waiting.Count == 0 && Fits(bytes))
            {
                _used += bytes;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, turn));
        }

        await using (cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)))
        {
            await turn.Task;
        }
    }

    /// <summary>Takes more without waiting: for an item that turned out larger than the server had said.</summary>
    public void TakeAnyway(long bytes)
    {
        lock (_lock)
        {
            _used += bytes;
        }
    }

    /// <summary>Gives bytes back and lets in whoever fits now.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_waiting.TryPeek(out var next) && (next.Turn.Task.IsCompleted || Fits(next.Bytes)))
            {
                _waiting.Dequeue();
                if (next.Turn.TrySetResult())
                {
                    _used += next.Bytes;
                }
            }
        }
    }

    private bool Fits(long bytes) => _used == 0 || _used + bytes <= capacity();
}
