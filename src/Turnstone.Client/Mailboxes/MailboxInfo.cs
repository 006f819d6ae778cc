using Turnstone.Client.CredentialRequests;

namespace Turnstone.Client.Mailboxes;

/// <summary>A mailbox of a project.</summary>
public sealed record MailboxInfo : MailboxSettings
{
    /// <summary>Its id; it keeps it when it moves to another project.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>The person at the customer whose mailbox it is; null where nobody is known to be.</summary>
    public Guid? CustomerUserId { get; init; }

    /// <summary>Whether a password for the source is stored; shown to nobody.</summary>
    public required bool HasSourceSecret { get; init; }

    /// <summary>Whether a password for the destination is stored; shown to nobody.</summary>
    public required bool HasDestinationSecret { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its credentials were last entered or signed in with, UTC, to the hour; null where they were not since it was added.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>The pass over it that was submitted last; null where none was.</summary>
    public LatestPassInfo? LatestPass { get; init; }

    /// <summary>Items that failed in the last pass over it that moves mail; while that is under way, so far.</summary>
    public long ItemErrors { get; init; }

    /// <summary>The last request to its user for user name and password; null where they were never asked.</summary>
    public CredentialRequestInfo? CredentialRequest { get; init; }
}
