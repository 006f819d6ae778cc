namespace Turnstone.Sandbox.Store;

/// <summary>What one request changed in one mailbox; committed whole or not at all.</summary>
internal sealed class StoreBatch
{
    public List<Folder> Folders { get; } = [];

    public List<long> RemovedFolders { get; } = [];

    public List<Item> Items { get; } = [];

    public List<long> RemovedItems { get; } = [];

    public List<Tombstone> Tombstones { get; } = [];

    public List<(long ContentId, ReadOnlyMemory<byte> Content)> Contents { get; } = [];

    public List<long> RemovedContents { get; } = [];

    /// <summary>This batch and a later one as one, in that order; for a commit that failed and is tried again.</summary>
    public StoreBatch Followed(StoreBatch later)
    {
        Folders.AddRange(later.Folders);
        RemovedFolders.AddRange(later.RemovedFolders);
        Items.AddRange(later.Items);
        RemovedItems.AddRange(later.RemovedItems);
        Tombstones.AddRange(later.Tombstones);
        Contents.AddRange(later.Contents);
        RemovedContents.AddRange(later.RemovedContents);
        return this;
    }

    public bool IsEmpty => Folders.Count + RemovedFolders.Count + Items.Count + RemovedItems.Count + Contents.Count + RemovedContents.Count == 0;
}
