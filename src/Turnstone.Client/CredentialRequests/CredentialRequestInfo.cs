namespace Turnstone.Client.CredentialRequests;

/// <summary>A request for the user name and password of a mailbox.</summary>
public sealed record CredentialRequestInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The mailbox.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>Where it stands.</summary>
    public required CredentialRequestState State { get; init; }

    /// <summary>Whether those for the source are asked for.</summary>
    public required bool Source { get; init; }

    /// <summary>Whether those for the destination are asked for.</summary>
    public required bool Destination { get; init; }

    /// <summary>The addresses it went to.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>How often the user was reminded.</summary>
    public required int Reminders { get; init; }

    /// <summary>How often something was entered that was tried.</summary>
    public required int Tries { get; init; }

    /// <summary>When the page was last opened, UTC; null where it never was.</summary>
    public DateTimeOffset? Opened { get; init; }

    /// <summary>When they were given, UTC; null before.</summary>
    public DateTimeOffset? Given { get; init; }

    /// <summary>Whether the servers accepted what was given; false where they were not asked, or did not answer.</summary>
    public required bool WasAccepted { get; init; }
}
