namespace Turnstone.Storage.Journals;

/// <summary>One call to the journal, on its way through the <see cref="CommitQueue"/>.</summary>
internal abstract class Call
{
    /// <summary>Within the transaction.</summary>
    public abstract void Execute();

    /// <summary>After the commit.</summary>
    public abstract void Complete();

    /// <summary>After the rollback.</summary>
    public abstract void Fail(Exception exception);
}

internal sealed class Call<T>(Func<T> change, Action<T>? committed) : Call
{
    // Whoever waits goes on elsewhere: the writer's next commit must not wait for them.
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _end.Task;

    public override void Execute() => _result = change();

    public override void Complete()
    {
        try
        {
            committed?.Invoke(_result!);
            _end.SetResult(_result!);
        }
        catch (Exception e)
        {
            // As in the queue: whoever waits hears of it, and the writer lives on.
            _end.SetException(e);
        }
    }

    public override void Fail(Exception exception) => _end.SetException(exception);
}
