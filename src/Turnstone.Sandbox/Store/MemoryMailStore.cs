using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Turnstone.Sandbox.Items;

namespace Turnstone.Sandbox.Store;

/// <summary>Keeps everything for as long as the process lives: tests, demos and benchmarks of everything but the disk.</summary>
internal sealed class MemoryMailStore(ContentForm form) : IMailStore
{
    private readonly ConcurrentDictionary<string, Box> _boxes = new(StringComparer.OrdinalIgnoreCase);

    public ContentForm Form { get; } = form;

    public MailboxImage Load(string address)
    {
        var box = Open(address);
        lock (box.Gate)
        {
            return new MailboxImage([.. box.Folders.Values], [.. box.Items.Values], [.. box.Tombstones]);
        }
    }

    public void Commit(string address, StoreBatch batch)
    {
        var box = Open(address);
        lock (box.Gate)
        {
            box.Apply(batch);
        }
    }

    public Stream? OpenContent(string address, long contentId)
    {
        if (!Open(address).Contents.TryGetValue(contentId, out var content))
        {
            return null;
        }

        return MemoryMarshal.TryGetArray(content, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
    }

    public ValueTask DisposeAsync()
    {
        _boxes.Clear();
        return ValueTask.CompletedTask;
    }

    private Box Open(string address) => _boxes.GetOrAdd(address, static _ => new Box());

    private sealed class Box
    {
        public Lock Gate { get; } = new();

        public Dictionary<long, Folder> Folders { get; } = [];

        public Dictionary<long, Item> Items { get; } = [];

        public List<Tombstone> Tombstones { get; } = [];

        public ConcurrentDictionary<long, ReadOnlyMemory<byte>> Contents { get; } = new();

        public void Apply(StoreBatch batch)
        {
            foreach (var folder in batch.Folders)
            {
                Folders[folder.Id] = folder;
            }

            batch.RemovedFolders.ForEach(id => Folders.Remove(id));
            foreach (var item in batch.Items)
            {
                Items[item.Id] = item;
            }

            batch.RemovedItems.ForEach(id => Items.Remove(id));
            Tombstones.AddRange(batch.Tombstones);
            foreach (var (id, content) in batch.Contents)
            {
                Contents[id] = content;
            }

            batch.RemovedContents.ForEach(id => Contents.TryRemove(id, out _));
        }
    }
}
