namespace Turnstone.Ews.Types;

/// <summary>Names a folder in a request: by the server's id, or by the part it plays in the mailbox.</summary>
public abstract record BaseFolderId
{
    private protected BaseFolderId()
    {
    }
}

/// <summary>
/// The server's id of one folder. Ids are case-sensitive, opaque and about 120 characters long; the change key is absent where it was not asked for.
/// </summary>
public sealed record FolderId(string Id, string? ChangeKey = null) : BaseFolderId;

/// <summary>
/// A folder known by its part in the mailbox, whatever the mailbox's language calls it. Under <see cref="EwsAccess.Delegate"/>
/// the client adds the mailbox it belongs to; without that the server would look in the caller's own mailbox.
/// </summary>
public sealed record DistinguishedFolderId(string Id) : BaseFolderId
{
    public static DistinguishedFolderId Inbox { get; } = new("inbox");
    public static DistinguishedFolderId SentItems { get; } = new("sentitems");
    public static DistinguishedFolderId Drafts { get; } = new("drafts");
    public static DistinguishedFolderId DeletedItems { get; } = new("deleteditems");
    public static DistinguishedFolderId JunkEmail { get; } = new("junkemail");
    public static DistinguishedFolderId Outbox { get; } = new("outbox");

    /// <summary>The root of what a user sees; parent of the inbox.</summary>
    public static DistinguishedFolderId MsgFolderRoot { get; } = new("msgfolderroot");

    /// <summary>The root of the mailbox, search folders and system folders included.</summary>
    public static DistinguishedFolderId Root { get; } = new("root");

    /// <summary>What a user deleted for good and an administrator's retention keeps for a while: emptied from Deleted Items, or deleted with Shift.</summary>
    public static DistinguishedFolderId RecoverableItemsDeletions { get; } = new("recoverableitemsdeletions");

    /// <summary>What was removed from there too, and is still held.</summary>
    public static DistinguishedFolderId RecoverableItemsPurges { get; } = new("recoverableitemspurges");

    public static DistinguishedFolderId ArchiveRecoverableItemsDeletions { get; } = new("archiverecoverableitemsdeletions");

    public static DistinguishedFolderId ArchiveMsgFolderRoot { get; } = new("archivemsgfolderroot");
    public static DistinguishedFolderId ArchiveDeletedItems { get; } = new("archivedeleteditems");

    /// <summary>Known to Exchange 2013 from 15.00.0913 on.</summary>
    public static DistinguishedFolderId ArchiveInbox { get; } = new("archiveinbox");
}
