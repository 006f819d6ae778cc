namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Places for requests, given in the order of asking, so that no mailbox waits for ever. Their number is found out: one more after each round
/// of answers, half as many when the server says that it is too much. Safe for concurrent use.
/// </summary>
internal sealed class RequestPlaces
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly int _most;
    private int _limit;
    private int _taken;
    private int _answered;

    /// <param name="most">How many there are at most.</param>
    /// <param name="first">How many there are at first; default all.</param>
    public RequestPlaces(int most, int? first = null) => (_limit, _most) = (first ?? most, most);

    /// <summary>How many there are now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }
    }

    /// <summary>Takes a place when one is free; whoever has it gives it back with <see cref="Release"/>.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_taken < _limit)
            {
                _taken++;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        await using (cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)))
        {
            await turn.Task;
        }
    }

    /// <summary>A place that somebody has whatever the number says, and gives back like any other.</summary>
    public void Concede()
    {
        lock (_lock)
        {
            _taken++;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _taken--;
            Admit();
        }
    }

    /// <summary>An answer that was no refusal.</summary>
    public void Grow()
    {
        lock (_lock)
        {
            if (_limit < _most && ++_answered >= _limit)
            {
                _limit++;
                _answered = 0;
                Admit();
            }
        }
    }

    /// <summary>A refusal.</summary>
    public void Shrink()
    {
        lock (_lock)
        {
            _limit = Math.Max(1, _limit / 2);
            _answered = 0;
        }
    }

    private void Admit()
    {
        while (_taken < _limit && _waiting.TryDequeue(out var next))
        {
            if (next.TrySetResult())
            {
                _taken++;
            }
        }
    }
}
