using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>One change <see cref="SyncFolderItems"/> tells of.</summary>
public abstract record ItemSyncChange
{
    private ItemSyncChange()
    {
    }

    public sealed record Create(Item Item) : ItemSyncChange;

    public sealed record Update(Item Item) : ItemSyncChange;

    public sealed record Delete(ItemId ItemId) : ItemSyncChange;

    public sealed record ReadFlagChange(ItemId ItemId, bool IsRead) : ItemSyncChange;
}
