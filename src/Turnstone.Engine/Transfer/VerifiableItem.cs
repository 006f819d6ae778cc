using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>An item to be compared.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Item">The item as the source lists it.</param>
/// <param name="Delivered">
/// The state it was delivered in; null for an item of an earlier pass. State is compared with what was delivered, not with what the source
/// shows now: people go on reading and flagging on either side, and neither is a fault of the copy. Of earlier passes nobody knows the
/// state any more, so of those only content and times are compared.
/// </param>
internal sealed record VerifiableItem(FolderWork Folder, SourceItem Item, DeliveredState? Delivered)
{
    /// <summary>Whether it may have arrived in a repaired form: this pass repaired it, or nobody remembers whether an earlier one did.</summary>
    public bool MayBeRepaired => Delivered is null or { Repair: not null };

    /// <summary>Whether it may be at the destination by way of another folder that showed it too; nobody remembers of which.</summary>
    public bool MayBeElsewhere => Delivered is null && Item.Identity is not null;
}
