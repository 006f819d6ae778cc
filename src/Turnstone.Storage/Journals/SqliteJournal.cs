using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Storage.Journals;

/// <summary>
/// A journal in one SQLite file. Every call runs on the <see cref="CommitQueue"/>'s writer, which alone touches the connection and the
/// tables' statements and caches; so the parts below are written as if alone.
/// </summary>
internal sealed class SqliteJournal : IJournal
{
    private readonly SqliteConnection _connection;
    private readonly PairLock? _held;
    private readonly CommitQueue _queue;
    private readonly PairTable _pair;
    private readonly PassTable _passes;
    private readonly FolderTable _folders;
    private readonly PlaceTable _places;
    private readonly MarkTable _marks;
    private readonly ContentTable _content;
    private readonly DoubtTable _doubts;
    private readonly FailedTable _failed;
    private readonly NoteTable _notes;
    private int _disposed;

    /// <summary>Takes over an open file and the lock on it.</summary>
    public SqliteJournal(SqliteConnection connection, string path, PairLock held, TimeProvider time)
        : this(connection, path, fence: null, time) => _held = held;

    /// <summary>Takes over an open file that is this process's as long as the fence says so.</summary>
    public SqliteJournal(SqliteConnection connection, string path, Fence? fence, TimeProvider time)
    {
        _connection = connection;
        var codes = new CodeTable(connection);
        _pair = new PairTable(connection);
        _passes = new PassTable(connection, time);
        _failed = new FailedTable(connection, codes);
        _content = new ContentTable(connection);
        _marks = new MarkTable(connection);
        _folders = new FolderTable(connection, _failed, _content, _marks);
        _places = new PlaceTable(connection);
        _doubts = new DoubtTable(connection, time);
        _notes = new NoteTable(connection, codes);
        _queue = new CommitQueue(connection, path, fence, _folders.Housekeeping, rolledBack: () =>
        {
            codes.Forget();
            _doubts.Forget();
            _notes.Forget();
            _folders.Forget();
        });
    }

    public Task<PassRecord?> LastPassAsync(CancellationToken cancellationToken) =>
        _queue.RunAsync(_passes.Last, null, cancellationToken);

    public Task<PassRecord> BeginPassAsync(PassKind kind, CancellationToken cancellationToken) =>
        _queue.RunAsync(
            () =>
            {
                _notes.Clear();
                return _passes.Begin(kind);
            },
            null,
            cancellationToken);

    public Task EndPassAsync(PassRecord pass, PassStatus status, long errors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return WriteAsync(() => _passes.End(pass.Number, status, errors), null, cancellationToken);
    }

    public Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ListPlacesAsync(CancellationToken cancellationToken) =>
        _queue.RunAsync(_places.List, null, cancellationToken);

    public Task KeepPlacesAsync(IReadOnlyDictionary<SourceFolderId, DestinationPath> places, CancellationToken cancellationToken)
    {
        // A copy: the caller may go on with its own while the call waits for its commit.
        KeyValuePair<SourceFolderId, DestinationPath>[] kept = [.. places];
        return WriteAsync(() => _places.Keep(kept), null, cancellationToken);
    }

    public Task<JournalFolder> OpenFolderAsync(SourceFolderId id, uint uidValidity, CancellationToken cancellationToken) =>
        _queue.RunAsync(() => _folders.Open(id, uidValidity), _folders.Opened, cancellationToken);

    public Task<IReadOnlyDictionary<SourceFolderId, FolderMark>> ListMarksAsync(CancellationToken cancellationToken) =>
        _queue.RunAsync(_marks.List, null, cancellationToken);

    public Task KeepMarksAsync(IReadOnlyDictionary<JournalFolder, FolderMark> marks, CancellationToken cancellationToken)
    {
        KeyValuePair<JournalFolder, FolderMark>[] kept = [.. marks];
        JournalCalls.ThrowIfOther(kept);
        return WriteAsync(
            () =>
            {
                foreach (var (folder, mark) in kept)
                {
                    _folders.ThrowIfForeign(folder);
                    _marks.Keep(folder, mark);
                }
            },
            () =>
            {
                foreach (var (folder, mark) in kept)
                {
                    folder.Keep(mark);
                }
            },
            cancellationToken);
    }

    public Task<bool> HasLearnedAsync(CancellationToken cancellationToken) => _queue.RunAsync(_pair.HasLearned, null, cancellationToken);

    public Task MarkLearnedAsync(CancellationToken cancellationToken) => WriteAsync(_pair.MarkLearned, null, cancellationToken);

    public Task<ILookup<ContentKey, SettledItem>> FindSettledAsync(IReadOnlyCollection<ContentKey> keys, CancellationToken cancellationToken)
    {
        ContentKey[] wanted = [.. keys.Distinct()];
        return _queue.RunAsync(() => _content.Find(wanted), null, cancellationToken);
    }

    public Task MarkInDoubtAsync(
        JournalFolder folder, DestinationFolder destination, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(destination);
        uint[] marked = [.. uids];
        JournalCalls.ThrowIfZero(marked);
        return WriteAsync(
            () =>
            {
                _folders.ThrowIfForeign(folder);
                _doubts.Mark(folder, destination, marked);
            },
            null,
            cancellationToken);
    }

    public Task SettleAsync(
        JournalFolder folder, IReadOnlyCollection<Settlement> settlements, IReadOnlyCollection<ItemNote> notes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);

        // Copies: the caller may reuse its lists while the call waits for its commit.
        Settlement[] settled = [.. settlements];
        ItemNote[] noted = [.. notes];
        JournalCalls.ThrowIfZero(settled.Select(settlement => settlement.Uid));
        return WriteAsync(
            () =>
            {
                _folders.ThrowIfForeign(folder);
                _doubts.Remove(folder, settled);
                _failed.Write(folder, settled);
                _folders.AddSettled(folder, settled);
                _content.Write(folder, settled);
                _marks.Write(settled);
                _notes.Write(folder, settled, noted);
            },
            () => _folders.Apply(folder, settled),
            cancellationToken);
    }

    public Task<IReadOnlyList<DoubtfulItems>> ListInDoubtAsync(CancellationToken cancellationToken) =>
        _queue.RunAsync(_doubts.List, null, cancellationToken);

    public Task<long> CountFailedAsync(CancellationToken cancellationToken) =>
        _queue.RunAsync(_failed.Count, null, cancellationToken);

    public async IAsyncEnumerable<ItemNote> ListNotesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page, so that a report of a million lines neither fills the memory nor holds up those who settle.
        var after = NoteTable.Start;
        do
        {
            var page = await _queue.RunAsync(() => _notes.ReadPage(after), null, cancellationToken);
            foreach (var note in page.Notes)
            {
                yield return note;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _queue.DisposeAsync();

        // Closing the last connection moves the log into the file and removes it. Prepared statements are closed with it.
        await _connection.DisposeAsync();
        _held?.Dispose();
    }

    private Task<bool> WriteAsync(Action change, Action? committed, CancellationToken cancellationToken) =>
        _queue.RunAsync(
            () =>
            {
                change();
                return true;
            },
            committed is null ? null : _ => committed(),
            cancellationToken);
}
