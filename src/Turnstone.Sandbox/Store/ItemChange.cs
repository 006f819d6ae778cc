namespace Turnstone.Sandbox.Store;

/// <summary>One entry of SyncFolderItems, with the change number that orders it.</summary>
internal abstract record ItemChange
{
    private ItemChange(long number) => Number = number;

    public long Number { get; }

    public sealed record Created(Item Item) : ItemChange(Item.Change);

    public sealed record Updated(Item Item) : ItemChange(Item.Change);

    public sealed record ReadFlagChanged(Item Item) : ItemChange(Item.Change);

    public sealed record Deleted(Tombstone Tombstone) : ItemChange(Tombstone.Change);
}
