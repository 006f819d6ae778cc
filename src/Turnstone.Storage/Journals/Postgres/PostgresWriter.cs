using System.Threading.Channels;
using Npgsql;
using Turnstone.Engine.Failures;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>
/// The one writer of a journal in this process. Calls that arrive while one is under way share the next round trip, which is one transaction: the
/// epoch is asked for in it, and where it is another's nothing of it holds.
/// </summary>
/// <remarks>
/// After the first failure of the database the journal takes nothing more. Whether a commit got through whose answer was lost, nobody here knows; what
/// memory says may then be behind the tables, and whoever opens the journal next reads them.
/// </remarks>
internal sealed class PostgresWriter : IAsyncDisposable
{
    // As on files: enough for any number of deliverers, and a bound.
    private const int MostInOneCommit = 64;

    private readonly Channel<PostgresCall> _calls = Channel.CreateUnbounded<PostgresCall>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<PostgresCall> _group = [];
    private readonly NpgsqlDataSource _source;
    private readonly long _journal;
    private readonly long _epoch;
    private readonly Func<IEnumerable<PostgresCall>> _housekeeping;
    private readonly Task _writer;
    private SessionException? _end;

    /// <param name="source">Connections, each for one round trip.</param>
    /// <param name="journal">The journal's number.</param>
    /// <param name="epoch">The epoch it was opened with.</param>
    /// <param name="housekeeping">Work to be done at the head of the next group, while memory and tables agree.</param>
    public PostgresWriter(NpgsqlDataSource source, long journal, long epoch, Func<IEnumerable<PostgresCall>> housekeeping)
    {
        (_source, _journal, _epoch, _housekeeping) = (source, journal, epoch, housekeeping);
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Runs within a transaction, shared with whoever else is waiting.</summary>
    /// <param name="build">What to ask and change.</param>
    /// <param name="read">Reads the answers, one for each question in order.</param>
    /// <param name="committed">What to do once it is durable, before the caller hears of it and before any later call begins.</param>
    /// <param name="cancellationToken">Counts until the call is accepted.</param>
    public Task<T> RunAsync<T>(Action<JournalBatch> build, Func<JournalRows, Task<T>> read, Action<T>? committed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new PostgresCall<T>(build, read, committed);
        ObjectDisposedException.ThrowIf(!_calls.Writer.TryWrite(call), typeof(PostgresJournal));
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

            await WriteGroupAsync();
        }
    }

    private async Task WriteGroupAsync()
    {
        try
        {
            if (_end is null)
            {
                await SendAsync();
                _group.ForEach(call => call.Complete());
                return;
            }
        }
        catch (Exception e)
        {
            // Named or not, it ends the journal: a writer that died of it would leave those who wait waiting for ever.
            _end = PostgresFailure.Classify(e);
        }

        _group.ForEach(call => call.Fail(_end));
    }

    private async Task SendAsync()
    {
        await using var batch = new JournalBatch(_journal);
        batch.Ask(PostgresSchema.Demand, _epoch);
        _group.RemoveAll(call => !TryBuild(batch, call));
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        await using var reader = await batch.SendAsync(connection);
        var rows = new JournalRows(reader);
        await rows.NextAsync();
        foreach (var call in _group)
        {
            await ReadAsync(rows, call);
        }

        await rows.EndAsync();
    }

    private static bool TryBuild(JournalBatch batch, PostgresCall call)
    {
        var before = batch.Questions;
        try
        {
            call.Build(batch);
            call.Questions = batch.Questions - before;
            return true;
        }
        catch (ArgumentException e)
        {
            call.Fail(e);
            return false;
        }
    }

    /// <summary>What cannot be read is that call's trouble alone; the answers of those behind it are found all the same.</summary>
    private static async Task ReadAsync(JournalRows rows, PostgresCall call)
    {
        var end = rows.Answered + call.Questions;
        try
        {
            await call.ReadAsync(rows);
        }
        catch (InvalidDataException e)
        {
            call.Fail(PostgresFailure.Classify(e));
        }

        while (rows.Answered < end)
        {
            await rows.NextAsync();
        }
    }
}
