namespace Turnstone.Sandbox.Store;

/// <summary>What is in a folder, with the counts clients ask for all the time. Guarded by its mailbox's gate.</summary>
internal sealed class FolderContents
{
    public Dictionary<long, Item> Items { get; } = [];

    public List<Tombstone> Tombstones { get; } = [];

    public HashSet<long> Children { get; } = [];

    public int Total { get; private set; }

    public int Unread { get; private set; }

    /// <summary>Bytes of all items, the hidden ones too.</summary>
    public long Size { get; private set; }

    public DateTimeOffset? LastModified { get; private set; }

    // Folder-associated items are hidden: they count nowhere a user looks.
    public void Put(Item item)
    {
        Remove(item.Id);
        Items[item.Id] = item;
        Count(item, 1);
        Size += item.Size;
        LastModified = item.Modified;
    }

    public Item? Remove(long id)
    {
        if (!Items.Remove(id, out var item))
        {
            return null;
        }

        Count(item, -1);
        Size -= item.Size;
        return item;
    }

    private void Count(Item item, int step)
    {
        if (!item.IsAssociated)
        {
            Total += step;
            Unread += item.IsRead ? 0 : step;
        }
    }
}
