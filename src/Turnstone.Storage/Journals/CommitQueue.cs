using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Turnstone.Storage.Journals;

/// <summary>
/// The one writer of a journal. Calls that arrive while a commit waits for the disk share the next one, so that four deliverers pay one
/// wait, not four. A call ends after the commit that holds it; when a commit fails, every call in it fails and none is in the file.
/// </summary>
internal sealed class CommitQueue : IAsyncDisposable
{
    // Enough for any number of deliverers; a bound, so that a flood neither grows one transaction without end nor puts off the folding.
    private const int MostInOneCommit = 64;

    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Call> _group = [];
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly Fence? _fence;
    private readonly Action _rolledBack;
    private readonly Func<IEnumerable<Call>> _housekeeping;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Task _writer;

    /// <param name="connection">The file; this owns the writing to it, the caller disposes it after this.</param>
    /// <param name="path">For messages.</param>
    /// <param name="fence">Asked within each transaction whether the journal is still this handle's; null where a lock on the file says so.</param>
    /// <param name="housekeeping">Work to be done at the head of the next group, while memory and file agree.</param>
    /// <param name="rolledBack">Told when a group was undone, before its callers are.</param>
    public CommitQueue(SqliteConnection connection, string path, Fence? fence, Func<IEnumerable<Call>> housekeeping, Action rolledBack)
    {
        _connection = connection;
        _path = path;
        _fence = fence;
        _housekeeping = housekeeping;
        _rolledBack = rolledBack;

        // Where others may write, the right to do so comes first: what is read after it holds until the commit.
        _begin = new Statement(connection, fence is null ? "BEGIN" : "BEGIN IMMEDIATE", 0);
        _commit = new Statement(connection, "COMMIT", 0);
        _rollback = new Statement(connection, "ROLLBACK", 0);
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Runs within a transaction, shared with whoever else is waiting.</summary>
    /// <param name="change">What to read or write; the statements of the journal are its own while it runs.</param>
    /// <param name="committed">What to do once it is durable, before the caller hears of it and before any later call begins.</param>
    /// <param name="cancellationToken">Counts until the call is accepted.</param>
    public Task<T> RunAsync<T>(Func<T> change, Action<T>? committed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call<T>(change, committed);
        ObjectDisposedException.ThrowIf(!_calls.Writer.TryWrite(call), typeof(SqliteJournal));
        return call.Task;
    }

    /// <summary>Takes no more calls, carries out those accepted, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _calls.Writer.TryComplete();
        await _writer;
    }

    private async Task WriteAsync()
    {
        while (await _calls.Reader.WaitToReadAsync())
        {
            _group.Clear();
            _group.AddRange(_housekeeping());
            while (_group.Count < MostInOneCommit && _calls.Reader.TryRead(out var call))
            {
                _group.Add(call);
            }

            WriteGroup();
        }
    }

    private void WriteGroup()
    {
        try
        {
            _begin.Run();
            _fence?.Demand();
            _group.ForEach(call => call.Execute());
            _commit.Run();
        }
        catch (Exception e)
        {
            // Named or not, it goes to those who wait: a writer that died of it would leave them waiting for ever.
            var failure = JournalFailure.IsAboutTheFile(e) ? JournalFailure.Classify(_path, e, isShared: _fence is not null) : e;
            RollBack();
            _rolledBack();
            _group.ForEach(call => call.Fail(failure));
            return;
        }

        _group.ForEach(call => call.Complete());
    }

    private void RollBack()
    {
        try
        {
            // A full disk makes SQLite roll back by itself; a second time would be an error.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                _rollback.Run();
            }
        }
        catch (SqliteException)
        {
            // The file is out of reach; the next call finds out by itself and says so.
        }
    }
}
