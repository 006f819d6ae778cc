namespace Turnstone.Storage.Journals.Postgres;

/// <summary>One call to the journal, on its way through the <see cref="PostgresWriter"/>.</summary>
internal abstract class PostgresCall
{
    /// <summary>Questions it asked in its batch.</summary>
    public int Questions { get; set; }

    /// <summary>Adds what it asks and changes; what throws has added nothing.</summary>
    public abstract void Build(JournalBatch batch);

    /// <summary>Reads the answers to its questions.</summary>
    public abstract Task ReadAsync(JournalRows rows);

    /// <summary>After the commit.</summary>
    public abstract void Complete();

    /// <summary>It is not in the journal, or could not be read.</summary>
    public abstract void Fail(Exception exception);
}

internal sealed class PostgresCall<T>(Action<JournalBatch> build, Func<JournalRows, Task<T>> read, Action<T>? committed) : PostgresCall
{
    // Whoever waits goes on elsewhere: the writer's next commit must not wait for them.
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _end.Task;

    public override void Build(JournalBatch batch) => build(batch);

    public override async Task ReadAsync(JournalRows rows) => _result = await read(rows);

    public override void Complete()
    {
        try
        {
            committed?.Invoke(_result!);
            _end.TrySetResult(_result!);
        }
        catch (Exception e)
        {
            // As in the writer: whoever waits hears of it, and the writer lives on.
            _end.TrySetException(e);
        }
    }

    public override void Fail(Exception exception) => _end.TrySetException(exception);
}
