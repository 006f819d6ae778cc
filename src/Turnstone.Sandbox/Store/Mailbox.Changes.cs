namespace Turnstone.Sandbox.Store;

internal sealed partial class Mailbox
{
    /// <summary>What happened in a folder after <paramref name="since"/>, oldest first.</summary>
    public IReadOnlyList<ItemChange> ItemChanges(long folder, long since)
    {
        lock (_gate)
        {
            if (!_contents.TryGetValue(folder, out var contents))
            {
                return [];
            }

            var changes = new List<ItemChange>();
            foreach (var item in contents.Items.Values)
            {
                if (item.Change <= since || item.IsAssociated)
                {
                    continue;
                }

                changes.Add(item.Added > since ? new ItemChange.Created(item)
                    : item.ContentChange > since ? new ItemChange.Updated(item)
                    : new ItemChange.ReadFlagChanged(item));
            }

            foreach (var stone in contents.Tombstones)
            {
                if (stone.Change > since && stone.Added <= since)
                {
                    changes.Add(new ItemChange.Deleted(stone));
                }
            }

            changes.Sort(static (a, b) => a.Number.CompareTo(b.Number));
            return changes;
        }
    }

    public (IReadOnlyList<Folder> Changed, IReadOnlyList<Tombstone> Removed, long Now) FolderChanges(long since)
    {
        lock (_gate)
        {
            return (
                [.. _folders.Values.Where(folder => folder.Change > since).OrderBy(folder => folder.Change)],
                [.. _folderTombstones.Where(stone => stone.Change > since && stone.Added <= since)],
                _sequence);
        }
    }
}
