namespace Turnstone.Engine.Mailboxes;

/// <summary>The state IMAP keeps of a message (RFC 9051 section 2.3.2), with the <c>$Forwarded</c> keyword lifted to a flag.</summary>
[Flags]
public enum ItemFlags
{
    None = 0,
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Draft = 8,
    Deleted = 16,
    Forwarded = 32,
}
