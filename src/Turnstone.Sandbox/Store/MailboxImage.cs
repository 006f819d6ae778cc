namespace Turnstone.Sandbox.Store;

/// <summary>All of a mailbox but its contents, as a store gives it back.</summary>
internal sealed record MailboxImage(IReadOnlyList<Folder> Folders, IReadOnlyList<Item> Items, IReadOnlyList<Tombstone> Tombstones);
