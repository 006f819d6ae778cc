namespace Turnstone.Sandbox.Store;

/// <summary>One entry of SyncFolderItems.</summary>
internal abstract record ItemChange(long Number)
{

    public sealed record Created(Item Item) : ItemChange(Item.Change);

    public sealed record Updated(Item Item) : ItemChange(Item.Change);

    public sealed record ReadFlagChanged(Item Item) : ItemChange(Item.Change);

    public sealed record Deleted(Tombstone Tombstone) : ItemChange(Tombstone.Change);
}
