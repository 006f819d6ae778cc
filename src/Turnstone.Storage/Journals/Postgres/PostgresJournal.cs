using System.Runtime.CompilerServices;
using Npgsql;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>
/// A journal in tables of PostgreSQL. Every call is built and read on the <see cref="PostgresWriter"/>'s task, which alone touches what the parts
/// below remember; so they are written as if alone.
/// </summary>
internal sealed class PostgresJournal : IJournal
{
    private readonly PostgresWriter _writer;
    private readonly PostgresPasses _passes;
    private readonly PostgresFolders _folders = new();
    private readonly PostgresDoubts _doubts;
    private readonly PostgresNotes _notes = new();

    private PostgresJournal(NpgsqlDataSource source, long number, long epoch, TimeProvider time)
    {
        _passes = new PostgresPasses(time);
        _doubts = new PostgresDoubts(time);
        _writer = new PostgresWriter(source, number, epoch, _folders.Housekeeping);
    }

    /// <summary>Goes on with a journal that this epoch has taken.</summary>
    public static async Task<PostgresJournal> OpenAsync(NpgsqlDataSource source, long number, long epoch, TimeProvider time, CancellationToken cancellationToken)
    {
        var journal = new PostgresJournal(source, number, epoch, time);
        try
        {
            await journal._writer.RunAsync(PostgresNotes.AskKnown, journal._notes.ReadKnownAsync, null, cancellationToken);
            return journal;
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    public Task<PassRecord?> LastPassAsync(CancellationToken cancellationToken) =>
        _writer.RunAsync(PostgresPasses.AskLast, PostgresPasses.ReadLastAsync, null, cancellationToken);

    public Task<PassRecord> BeginPassAsync(PassKind kind, CancellationToken cancellationToken) => _writer.RunAsync(
        batch =>
        {
            _notes.Clear(batch);
            _passes.Begin(batch, kind);
        },
        rows => PostgresPasses.ReadBegunAsync(rows, kind),
        null,
        cancellationToken);

    public Task EndPassAsync(PassRecord pass, PassStatus status, long errors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return WriteAsync(batch => _passes.End(batch, pass.Number, status, errors), null, cancellationToken);
    }

    public Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ListPlacesAsync(CancellationToken cancellationToken) =>
        _writer.RunAsync(PostgresPlaces.AskAll, PostgresPlaces.ReadAllAsync, null, cancellationToken);

    public Task KeepPlacesAsync(IReadOnlyDictionary<SourceFolderId, DestinationPath> places, CancellationToken cancellationToken)
    {
        // A copy, as below: the caller may go on with its own while the call waits for its commit.
        KeyValuePair<SourceFolderId, DestinationPath>[] kept = [.. places];
        return WriteAsync(batch => PostgresPlaces.Keep(batch, kept), null, cancellationToken);
    }

    public Task<JournalFolder> OpenFolderAsync(SourceFolderId id, uint uidValidity, CancellationToken cancellationToken) =>
        _writer.RunAsync(batch => _folders.AskFor(batch, id, uidValidity), rows => _folders.ReadAsync(rows, id, uidValidity), null, cancellationToken);

    public Task<IReadOnlyDictionary<SourceFolderId, FolderMark>> ListMarksAsync(CancellationToken cancellationToken) =>
        _writer.RunAsync(PostgresMarks.AskAll, PostgresMarks.ReadAllAsync, null, cancellationToken);

    public Task KeepMarksAsync(IReadOnlyDictionary<JournalFolder, FolderMark> marks, CancellationToken cancellationToken)
    {
        KeyValuePair<JournalFolder, FolderMark>[] kept = [.. marks];
        JournalCalls.ThrowIfOther(kept);
        return WriteAsync(
            batch =>
            {
                Array.ForEach(kept, entry => _folders.ThrowIfForeign(entry.Key));
                Array.ForEach(kept, entry => PostgresMarks.Keep(batch, entry.Key, entry.Value));
            },
            () => Array.ForEach(kept, entry => entry.Key.Keep(entry.Value)),
            cancellationToken);
    }

    public async Task<bool> HasLearnedAsync(CancellationToken cancellationToken) =>
        await _writer.RunAsync(PostgresPasses.AskLearned, rows => rows.NumberAsync(), null, cancellationToken) == 1;

    public Task MarkLearnedAsync(CancellationToken cancellationToken) => WriteAsync(PostgresPasses.MarkLearned, null, cancellationToken);

    public Task<ILookup<ContentKey, SettledItem>> FindSettledAsync(IReadOnlyCollection<ContentKey> keys, CancellationToken cancellationToken)
    {
        ContentKey[] wanted = [.. keys.Distinct()];
        return _writer.RunAsync(batch => PostgresContent.AskFor(batch, wanted), rows => PostgresContent.ReadFoundAsync(rows, wanted), null, cancellationToken);
    }

    public Task MarkInDoubtAsync(
        JournalFolder folder, DestinationFolder destination, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(destination);
        uint[] marked = [.. uids];
        JournalCalls.ThrowIfZero(marked);
        return WriteAsync(
            batch =>
            {
                _folders.ThrowIfForeign(folder);
                _doubts.Mark(batch, folder, destination, marked);
            },
            null,
            cancellationToken);
    }

    public Task SettleAsync(
        JournalFolder folder, IReadOnlyCollection<Settlement> settlements, IReadOnlyCollection<ItemNote> notes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Settlement[] settled = [.. settlements];
        ItemNote[] noted = [.. notes];
        JournalCalls.ThrowIfZero(settled.Select(settlement => settlement.Uid));
        return WriteAsync(
            batch =>
            {
                _folders.ThrowIfForeign(folder);
                PostgresDoubts.Remove(batch, folder, settled);
                PostgresFailed.Write(batch, folder, settled);
                _folders.AddSettled(batch, folder, settled);
                PostgresContent.Write(batch, folder, settled);
                PostgresMarks.Write(batch, settled);
                _notes.Write(batch, folder, settled, noted);
            },
            () => _folders.Apply(folder, settled),
            cancellationToken);
    }

    public Task<IReadOnlyList<DoubtfulItems>> ListInDoubtAsync(CancellationToken cancellationToken) =>
        _writer.RunAsync(PostgresDoubts.AskAll, PostgresDoubts.ReadAllAsync, null, cancellationToken);

    public Task<long> CountFailedAsync(CancellationToken cancellationToken) =>
        _writer.RunAsync(PostgresFailed.AskCount, rows => rows.NumberAsync(), null, cancellationToken);

    public async IAsyncEnumerable<ItemNote> ListNotesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page, so that a report of a million lines neither fills the memory nor holds up those who settle.
        var after = NoteTable.Start;
        do
        {
            var from = after;
            var page = await _writer.RunAsync(batch => PostgresNotes.AskPage(batch, from), PostgresNotes.ReadPageAsync, null, cancellationToken);
            foreach (var note in page.Notes)
            {
                yield return note;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private Task<bool> WriteAsync(Action<JournalBatch> build, Action? committed, CancellationToken cancellationToken) =>
        _writer.RunAsync(build, _ => Task.FromResult(true), committed is null ? null : _ => committed(), cancellationToken);
}
