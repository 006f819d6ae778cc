namespace Turnstone.Server.CredentialRequests;

/// <summary>What whoever holds a link that works is told: who asks, and for what.</summary>
public sealed record CredentialAsk
{
    /// <summary>Who asks.</summary>
    public required string AskedBy { get; init; }

    /// <summary>The workgroup they work in.</summary>
    public required string Workgroup { get; init; }

    /// <summary>Whose mailboxes are moved.</summary>
    public required string Company { get; init; }

    /// <summary>Their address, for questions.</summary>
    public required string Contact { get; init; }

    /// <summary>The mailbox's address at the source.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>Its address at the destination.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>Where the source is, as people know it; null where those for the source are not asked for.</summary>
    public CredentialSide? Source { get; init; }

    /// <summary>The same of the destination.</summary>
    public CredentialSide? Destination { get; init; }

    /// <summary>Whether what is entered is tried before it is kept.</summary>
    public required bool IsTried { get; init; }

    /// <summary>How often more something can be entered that is refused.</summary>
    public required int TriesLeft { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }
}
