using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>An item whose state may have to be brought over.</summary>
internal sealed class RefreshItem(FolderWork folder, uint uid, ItemState wanted, StatedItem? seen)
{
    public FolderWork Folder { get; } = folder;

    public uint Uid { get; } = uid;

    public SourceKey Key { get; } = folder.KeyOf(uid);

    /// <summary>Its state at the source.</summary>
    public ItemState Wanted { get; } = wanted;

    /// <summary>It at the destination; null where it is to be looked at first.</summary>
    public StatedItem? Seen { get; set; } = seen;

    /// <summary>Whether a change was sent for it, so that it may show our own doing.</summary>
    public bool IsSent { get; set; }
}
