using System.Runtime.CompilerServices;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Testing;

/// <summary>
/// A journal that lives as long as its object. To play a crash and a restart, keep it and hand it to the next pass: what a call
/// recorded is there when the call has returned, exactly as with a journal on disk.
/// </summary>
public sealed class InMemoryJournal(TimeProvider? time = null) : IJournal
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly List<PassRecord> _passes = [];
    private readonly Dictionary<(SourceFolderId, uint), JournalFolder> _folders = [];
    private readonly Dictionary<SourceFolderId, DestinationPath> _places = [];
    private readonly Dictionary<(JournalFolder Folder, uint Uid, DestinationFolder Destination), DateTimeOffset> _doubts = [];
    private readonly HashSet<SettledItem> _contents = [];
    private readonly List<JournalFolder> _notedFolders = [];
    private readonly Dictionary<(JournalFolder Folder, uint Uid), ItemNote> _notes = [];

    private bool _hasLearned;

    /// <summary>Called before each write with the name of the call; may throw what a broken disk would.</summary>
    public Action<string>? BeforeWrite { get; set; }

    public Task<PassRecord?> LastPassAsync(CancellationToken cancellationToken) =>
        Run(() => _passes.LastOrDefault(pass => pass.Kind != PassKind.Verify), cancellationToken);

    public Task<PassRecord> BeginPassAsync(PassKind kind, CancellationToken cancellationToken) => Run(
        () =>
        {
            Write(nameof(BeginPassAsync));
            _notes.Clear();
            _notedFolders.Clear();
            var pass = new PassRecord { Number = _passes.Count + 1, Kind = kind, Started = _time.GetUtcNow() };
            _passes.Add(pass);
            return pass;
        },
        cancellationToken);

    public Task EndPassAsync(PassRecord pass, PassStatus status, long errors, CancellationToken cancellationToken) => Run(
        () =>
        {
            Write(nameof(EndPassAsync));
            var index = (int)pass.Number - 1;
            return _passes[index] = _passes[index] with { Finished = _time.GetUtcNow(), Status = status, Errors = errors };
        },
        cancellationToken);

    public Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ListPlacesAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyDictionary<SourceFolderId, DestinationPath>>(() => new Dictionary<SourceFolderId, DestinationPath>(_places), cancellationToken);

    public Task KeepPlacesAsync(IReadOnlyDictionary<SourceFolderId, DestinationPath> places, CancellationToken cancellationToken) => Run(
        () =>
        {
            Write(nameof(KeepPlacesAsync));
            foreach (var (id, place) in places)
            {
                _places[id] = place;
            }

            return true;
        },
        cancellationToken);

    public Task<JournalFolder> OpenFolderAsync(SourceFolderId id, uint uidValidity, CancellationToken cancellationToken) => Run(
        () =>
        {
            if (!_folders.TryGetValue((id, uidValidity), out var folder))
            {
                Write(nameof(OpenFolderAsync));
                folder = new JournalFolder(_folders.Count + 1, id, uidValidity, new UidSet(), new UidSet(), [], []);
                _folders.Add((id, uidValidity), folder);
            }

            return folder;
        },
        cancellationToken);

    public Task<IReadOnlyDictionary<SourceFolderId, FolderMark>> ListMarksAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyDictionary<SourceFolderId, FolderMark>>(
            () => _folders.Values.Where(folder => folder.Mark is not null).OrderBy(folder => folder.Number)
                .GroupBy(folder => folder.Id)
                .ToDictionary(group => group.Key, group => group.Last().Mark!),
            cancellationToken);

    public Task KeepMarksAsync(IReadOnlyDictionary<JournalFolder, FolderMark> marks, CancellationToken cancellationToken) => Run(
        () =>
        {
            foreach (var (folder, mark) in marks)
            {
                ThrowIfForeign(folder);
                ThrowIfOther(folder, mark);
            }

            Write(nameof(KeepMarksAsync));
            foreach (var (folder, mark) in marks)
            {
                folder.Keep(mark);
            }

            return true;
        },
        cancellationToken);

    public Task<bool> HasLearnedAsync(CancellationToken cancellationToken) => Run(() => _hasLearned, cancellationToken);

    public Task MarkLearnedAsync(CancellationToken cancellationToken) => Run(
        () =>
        {
            Write(nameof(MarkLearnedAsync));
            return _hasLearned = true;
        },
        cancellationToken);

    public Task<ILookup<ContentKey, SettledItem>> FindSettledAsync(IReadOnlyCollection<ContentKey> keys, CancellationToken cancellationToken) => Run(
        () =>
        {
            var wanted = keys.ToHashSet();
            return _contents.Where(item => wanted.Contains(item.Content)).OrderBy(item => item.FolderNumber).ThenBy(item => item.Uid).ToLookup(item => item.Content);
        },
        cancellationToken);

    public Task MarkInDoubtAsync(
        JournalFolder folder, DestinationFolder destination, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        ThrowIfZero(uids);
        return Run(
            () =>
            {
                ThrowIfForeign(folder);
                Write(nameof(MarkInDoubtAsync));
                foreach (var uid in uids)
                {
                    _doubts[(folder, uid, destination)] = _time.GetUtcNow();
                }

                return true;
            },
            cancellationToken);
    }

    public Task SettleAsync(
        JournalFolder folder, IReadOnlyCollection<Settlement> settlements, IReadOnlyCollection<ItemNote> notes, CancellationToken cancellationToken)
    {
        ThrowIfZero(settlements.Select(settlement => settlement.Uid));
        return Run(
            () =>
            {
                ThrowIfForeign(folder);
                Write(nameof(SettleAsync));
                Settle(folder, settlements);
                Note(folder, notes);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<DoubtfulItems>> ListInDoubtAsync(CancellationToken cancellationToken) => Run<IReadOnlyList<DoubtfulItems>>(
        () =>
        [
            .. from doubt in _doubts
               group doubt by (doubt.Key.Folder, doubt.Key.Destination) into items
               orderby items.Key.Folder.Number
               select new DoubtfulItems(
                   items.Key.Folder.Id,
                   items.Key.Folder.UidValidity,
                   items.Key.Destination,
                   [.. items.Select(item => item.Key.Uid).Order()],
                   items.Max(item => item.Value)),
        ],
        cancellationToken);

    public Task<long> CountFailedAsync(CancellationToken cancellationToken) =>
        Run(() => _folders.Values.Sum(folder => (long)folder.ListFailed().Count), cancellationToken);

    public async IAsyncEnumerable<ItemNote> ListNotesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ItemNote[] notes = await Run<ItemNote[]>(
            () =>
            [
                .. from folder in _notedFolders
                   from note in _notes.Where(note => note.Key.Folder == folder).OrderByDescending(note => note.Key.Uid)
                   select note.Value,
            ],
            cancellationToken);
        foreach (var note in notes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return note;
        }
    }

    /// <summary>Nothing to give back: the next pass may use it again.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Settle(JournalFolder folder, IReadOnlyCollection<Settlement> settlements)
    {
        folder.Apply(settlements);
        var known = settlements.Select(settlement => settlement.Uid).ToHashSet();
        foreach (var doubt in _doubts.Keys.Where(doubt => doubt.Folder == folder && known.Contains(doubt.Uid)).ToList())
        {
            _doubts.Remove(doubt);
        }

        foreach (var arrived in settlements.OfType<Settlement.Arrived>())
        {
            if (arrived.InsteadOf is { } earlier)
            {
                _contents.Remove(earlier);
                _folders[(earlier.Folder, earlier.UidValidity)].Depart(earlier.Uid);
            }

            // An item that is settled again, as nothing new, stays what it was first known as.
            if (arrived.Content is { } content && (arrived.InsteadOf is not null || !_contents.Any(item => item.Content == content && item.Is(folder, arrived.Uid))))
            {
                var sent = arrived.InsteadOf?.Sent is { } other && !other.Is(folder, arrived.Uid) ? other : null;
                _contents.Add(new SettledItem(content, folder.Number, folder.Id, folder.UidValidity, arrived.Uid) { SentAs = sent });
            }

            if (_notes.TryGetValue((folder, arrived.Uid), out var note) && note.Outcome is ItemOutcome.Failed or ItemOutcome.Skipped)
            {
                _notes.Remove((folder, arrived.Uid));
            }
        }
    }

    private void Note(JournalFolder folder, IReadOnlyCollection<ItemNote> notes)
    {
        if (notes.Count > 0 && !_notedFolders.Contains(folder))
        {
            _notedFolders.Add(folder);
        }

        foreach (var note in notes)
        {
            _notes[(folder, note.Uid)] = note;
        }
    }

    private void Write(string call) => BeforeWrite?.Invoke(call);

    private void ThrowIfForeign(JournalFolder folder)
    {
        if (!_folders.ContainsValue(folder))
        {
            throw new ArgumentException("The folder was opened by another journal.", nameof(folder));
        }
    }

    private static void ThrowIfOther(JournalFolder folder, FolderMark mark)
    {
        if (mark.UidValidity != folder.UidValidity)
        {
            throw new ArgumentException("The mark is of another UIDVALIDITY.", nameof(mark));
        }
    }

    private static void ThrowIfZero(IEnumerable<uint> uids)
    {
        if (uids.Contains(0u))
        {
            throw new ArgumentException("No item has the UID zero.", nameof(uids));
        }
    }

    private Task<T> Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            lock (_gate)
            {
                return Task.FromResult(call());
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Task.FromException<T>(e);
        }
    }
}
