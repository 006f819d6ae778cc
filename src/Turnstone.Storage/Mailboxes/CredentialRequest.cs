using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Mailboxes;

/// <summary>
/// That a mailbox's user was asked by mail for the user name and password of one side or both. The code of the mail's link works once and is kept
/// nowhere.
/// </summary>
public sealed class CredentialRequest : Owned
{
    /// <summary>The mailbox.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>Whether those for the source are asked for.</summary>
    public required bool AsksSource { get; init; }

    /// <summary>Whether those for the destination are asked for.</summary>
    public required bool AsksDestination { get; init; }

    /// <summary>Whether they are tried at the server before they are kept.</summary>
    public required bool IsTried { get; init; }

    /// <summary>The addresses it went to, a line each.</summary>
    public required string Recipients { get; init; }

    /// <summary>SHA-256 of the link's code, in hexadecimal digits; a reminder brings another code.</summary>
    public required string Hash { get; set; }

    /// <summary>Who asked.</summary>
    public required Guid AskedById { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; set; }

    /// <summary>How often the user was reminded.</summary>
    public int Reminders { get; set; }

    /// <summary>When the page was last opened, UTC; null where it never was. Programs that look at links in mails open it as well.</summary>
    public DateTimeOffset? Opened { get; set; }

    /// <summary>How often something was entered that was tried.</summary>
    public int Tries { get; set; }

    /// <summary>When they were given, UTC; null before.</summary>
    public DateTimeOffset? Given { get; set; }

    /// <summary>Whether the servers accepted what was given; false where they were not asked, or did not answer.</summary>
    public bool WasAccepted { get; set; }

    /// <summary>When it was withdrawn, or another took its place, UTC; null while it stands.</summary>
    public DateTimeOffset? Withdrawn { get; set; }
}
