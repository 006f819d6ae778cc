using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Where a source shows one message in several folders (Gmail's labels), decides which of them it is copied from: the one it arrived from in
/// an earlier pass, else the first in the order of the pass. Its other occurrences are skipped, and settled once it has arrived, so that a
/// later pass knows the message whatever labels it bears by then. Belongs to the stage that lists; costs some 50 bytes a message.
/// </summary>
internal sealed class SameMessages(PassContext pass)
{
    private const int RecordsAtOnce = 500;

    private readonly Dictionary<MessageIdentity, Home> _homes = [];
    private readonly Dictionary<FolderWork, List<(SourceItem Item, Home Home)>> _open = [];

    /// <summary>
    /// Learns which messages have arrived already, or still may, before anything is decided: the folder that shows one first may not be the
    /// one it came from. Reads nothing where nothing has arrived.
    /// </summary>
    /// <param name="folders">The folders of the pass; those that share no messages are passed over.</param>
    /// <param name="openJournal">Opens a folder's journal for a UIDVALIDITY.</param>
    /// <param name="cancellationToken">Ends the learning.</param>
    public async Task LearnAsync(
        IEnumerable<FolderWork> folders, Func<FolderWork, uint, CancellationToken, Task> openJournal, CancellationToken cancellationToken)
    {
        foreach (var folder in folders.Where(folder => folder.Source is { SharesMessages: true, Unavailable: null }))
        {
            pass.Ledger.Enter(PassPhase.Counting, folder.Name);
            try
            {
                await pass.AtSource.RepeatAsync(token => LearnAsync(folder, openJournal, token), cancellationToken);
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                folder.Failure = e.Failure;
            }
        }
    }

    /// <summary>
    /// True for an item that is copied from another folder, or was: it is recorded in <paramref name="records"/>, or by
    /// <see cref="FinishAsync"/> when its message is still on the way. False for one that is at home here.
    /// </summary>
    public bool IsElsewhere(FolderWork folder, SourceItem item, List<ItemRecord> records)
    {
        if (item.Identity is not { } identity || folder.Journal!.IsSettled(item.Uid) || folder.Withheld.ContainsKey(item.Uid)
            || _homes.TryAdd(identity, new Home(folder, item.Uid)))
        {
            return false;
        }

        var home = _homes[identity];
        if (home.IsLeftBehind || home.HasArrived)
        {
            records.Add(Record(folder, item, home));
        }
        else if (_open.TryGetValue(folder, out var open))
        {
            open.Add((item, home));
        }
        else
        {
            _open[folder] = [(item, home)];
        }

        return true;
    }

    /// <summary>The item is at home where it was listed, and a rule of the pass leaves it there.</summary>
    public void LeaveBehind(SourceItem item)
    {
        if (item.Identity is { } identity && _homes.TryGetValue(identity, out var home))
        {
            _homes[identity] = home with { IsLeftBehind = true };
        }
    }

    /// <summary>Records the occurrences whose messages were on the way when they were listed.</summary>
    public async Task FinishAsync()
    {
        foreach (var (folder, open) in _open)
        {
            foreach (var occurrences in open.Chunk(RecordsAtOnce))
            {
                await pass.Recorder.RecordAsync(folder, [.. occurrences.Select(occurrence => Record(folder, occurrence.Item, occurrence.Home))]);
            }
        }

        _open.Clear();
    }

    private async Task LearnAsync(
        FolderWork folder, Func<FolderWork, uint, CancellationToken, Task> openJournal, CancellationToken cancellationToken)
    {
        var listing = await pass.Source.ListItemsAsync(folder.Source, since: null, cancellationToken);
        await openJournal(folder, listing.UidValidity, cancellationToken);
        if (folder.Journal!.SettledCount == 0 && folder.Withheld.Count == 0)
        {
            return;
        }

        await foreach (var item in listing.Items.WithCancellation(cancellationToken))
        {
            if (item.Identity is { } identity && (folder.Journal.IsSettled(item.Uid) || folder.Withheld.ContainsKey(item.Uid)))
            {
                _homes.TryAdd(identity, new Home(folder, item.Uid));
            }
        }
    }

    private ItemRecord Record(FolderWork folder, SourceItem item, Home home)
    {
        var reason = FormattableString.Invariant($"The same message is shown in \"{home.Folder.Name}\" (UID {home.Uid}); it arrives once, from there.");
        return Recorder.Skipped(folder, item, FailureCodes.RuleSameMessage, reason) with
        {
            Settlement = home.HasArrived && !pass.Setup.Options.DryRun ? new Settlement.Arrived(item.Uid) : null,
        };
    }

    /// <summary>The occurrence a message is copied from.</summary>
    private readonly record struct Home(FolderWork Folder, uint Uid)
    {
        /// <summary>A rule of this pass leaves the message at the source.</summary>
        public bool IsLeftBehind { get; init; }

        public bool HasArrived => Folder.Journal!.IsSettled(Uid);
    }
}
