namespace Turnstone.Engine.Mailboxes;

/// <summary>What a folder is for, whatever its name or language (RFC 6154, XLIST and, where servers say nothing, its name).</summary>
public enum FolderRole
{
    /// <summary>An ordinary folder.</summary>
    None,

    Inbox,
    Sent,
    Drafts,
    Trash,
    Junk,

    /// <summary>Exchange Server has no well-known folder for it: it stays an ordinary folder.</summary>
    Archive,

    /// <summary>Shows every message of the mailbox, beside those that no other folder shows: Gmail's All Mail.</summary>
    All,
}
