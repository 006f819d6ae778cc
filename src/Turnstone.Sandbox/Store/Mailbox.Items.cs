using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Store;

internal sealed partial class Mailbox
{
    public Item? FindItem(long id)
    {
        lock (_gate)
        {
            return _folderOfItem.TryGetValue(id, out var folder) ? _contents[folder].Items[id] : null;
        }
    }

    /// <summary>All items of a folder as they are now, oldest id first.</summary>
    public Item[] Items(long folder)
    {
        lock (_gate)
        {
            var items = _contents.TryGetValue(folder, out var contents) ? contents.Items.Values.ToArray() : [];
            Array.Sort(items, static (a, b) => a.Id.CompareTo(b.Id));
            return items;
        }
    }

    /// <summary>Stores a new item. <paramref name="draft"/> is given its ids and change numbers here.</summary>
    public Item Add(Folder folder, Func<long, DateTimeOffset, Item> draft, ReadOnlyMemory<byte> content)
    {
        lock (_gate)
        {
            if (!_folders.ContainsKey(folder.Id))
            {
                throw EwsError.FolderNotFound();
            }

            var id = Next();
            var item = draft(id, _time.GetUtcNow()) with { Change = id, ContentChange = id, Added = id };
            RequireRoom(folder.Id, item.Size);
            _pending.Contents.Add((item.ContentId, content));
            Put(item);
            return item;
        }
    }

    public Item UpdateItem(long id, bool isReadFlagOnly, Func<Item, Item> change, ReadOnlyMemory<byte>? content = null)
    {
        lock (_gate)
        {
            var current = FindItem(id) ?? throw EwsError.ItemNotFound();
            var number = Next();
            var updated = change(current) with { Change = number, Modified = _time.GetUtcNow() };
            updated = isReadFlagOnly ? updated : updated with { ContentChange = number };
            if (content is { } bytes)
            {
                _pending.Contents.Add((updated.ContentId, bytes));
            }

            Put(updated);
            return updated;
        }
    }

    /// <summary>A moved item is a new item with the old content: its id changes ([R] MoveItem).</summary>
    public Item MoveItem(long id, Folder target)
    {
        lock (_gate)
        {
            var item = FindItem(id) ?? throw EwsError.ItemNotFound();
            RequireRoom(target.Id, 0);
            RemoveItem(id, keepContent: true);
            return Reborn(item, target, item.ContentId);
        }
    }

    public Item CopyItem(long id, Folder target, ReadOnlyMemory<byte> content)
    {
        lock (_gate)
        {
            var item = FindItem(id) ?? throw EwsError.ItemNotFound();
            RequireRoom(target.Id, item.Size);
            var contentId = Next();
            _pending.Contents.Add((contentId, content));
            return Reborn(item, target, contentId);
        }
    }

    public void RemoveItem(long id, bool keepContent)
    {
        lock (_gate)
        {
            if (!_folderOfItem.Remove(id, out var folder))
            {
                throw EwsError.ItemNotFound();
            }

            var item = _contents[folder].Remove(id)!;
            Size -= item.Size;
            var stone = new Tombstone(folder, id, item.Added, Next());
            _contents[folder].Tombstones.Add(stone);
            _pending.Tombstones.Add(stone);
            _pending.RemovedItems.Add(id);
            if (!keepContent)
            {
                _pending.RemovedContents.Add(item.ContentId);
            }
        }
    }

    private Item Reborn(Item item, Folder target, long contentId)
    {
        var id = Next();
        var reborn = item with { Id = id, FolderId = target.Id, ContentId = contentId, Change = id, ContentChange = id, Added = id };
        Put(reborn);
        return reborn;
    }

    private void RequireRoom(long folder, int size)
    {
        if (Quota.MaxBytes is { } bytes && Size + size > bytes)
        {
            throw EwsError.QuotaExceeded();
        }

        if (Quota.MaxItemsPerFolder is { } count && _contents[folder].Items.Count >= count)
        {
            throw EwsError.FolderItemQuotaExceeded();
        }
    }

    private void Put(Item item)
    {
        if (FindItem(item.Id) is { } before)
        {
            Size -= before.Size;
        }

        Index(item);
        _pending.Items.Add(item);
    }

    private void Index(Item item)
    {
        if (_contents.TryGetValue(item.FolderId, out var contents))
        {
            contents.Put(item);
            _folderOfItem[item.Id] = item.FolderId;
            Size += item.Size;
        }
    }
}
