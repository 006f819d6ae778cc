using System.Collections.Concurrent;
using System.Threading.Channels;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Items that were recognised as others in earlier passes, and those others have come back: each delivery is that of the item whose key it
/// bears, so these are at the destination no longer. A pass that has listed their folders by then lists them once more and delivers them;
/// any other one finds them unsettled, as the next one would after a kill.
/// </summary>
internal sealed class DisplacedItems(PassContext pass)
{
    private readonly ConcurrentBag<SettledItem> _items = [];

    public bool IsEmpty => _items.IsEmpty;

    /// <summary>Safe for all stages at once.</summary>
    public void Add(SettledItem item) => _items.Add(item);

    /// <summary>Takes back what was counted of them; returns those that were counted, which have no state now. None is left after.</summary>
    public ILookup<FolderWork, uint> Reopen(IReadOnlyList<FolderWork> folders)
    {
        var reopened = new List<(FolderWork Folder, uint Uid)>();
        while (_items.TryTake(out var item))
        {
            var counted = folders.FirstOrDefault(folder => folder.Journal?.Number == item.FolderNumber);
            if (counted is not null && pass.Ledger.TryReopen(counted, item.Uid))
            {
                reopened.Add((counted, item.Uid));
            }
        }

        return reopened.ToLookup(item => item.Folder, item => item.Uid);
    }

    /// <summary>Hands them on as fetches.</summary>
    public async Task ListAsync(IReadOnlyList<FolderWork> folders, ChannelWriter<FetchWork> output, CancellationToken cancellationToken)
    {
        foreach (var group in Reopen(folders))
        {
            var (folder, uids) = (group.Key, group.ToHashSet());
            try
            {
                var items = await pass.AtSource.RepeatAsync(token => FindAsync(folder, uids, token), cancellationToken);
                foreach (var some in items.Chunk(DestinationBatches.FetchItems))
                {
                    await output.WriteAsync(new FetchWork(folder, some), cancellationToken);
                }

                await pass.Recorder.RecordAsync(
                    folder, [.. uids.Except(items.Select(item => item.Uid)).Select(uid => Recorder.Vanished(folder, new SourceItem { Uid = uid }))]);
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                folder.Failure ??= e.Failure;
            }
        }
    }

    private async Task<IReadOnlyList<SourceItem>> FindAsync(FolderWork folder, HashSet<uint> uids, CancellationToken cancellationToken)
    {
        var listing = await pass.Source.ListItemsAsync(folder.Source, since: null, cancellationToken);
        return listing.UidValidity == folder.Journal!.UidValidity
            ? await listing.Items.Where(item => uids.Contains(item.Uid)).ToListAsync(cancellationToken)
            : throw new SessionException(ListStage.Renumbered(folder, listing.UidValidity));
    }
}
