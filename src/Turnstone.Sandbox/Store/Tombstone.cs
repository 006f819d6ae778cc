namespace Turnstone.Sandbox.Store;

/// <summary>Something that left a folder (an item) or the mailbox (a folder, with <see cref="Folder"/> zero), for synchronisation.</summary>
internal sealed record Tombstone(long Folder, long Id, long Added, long Change);
