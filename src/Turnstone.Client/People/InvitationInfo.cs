namespace Turnstone.Client.People;

/// <summary>An invitation that nobody has accepted yet.</summary>
public sealed record InvitationInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address it was sent to.</summary>
    public required string Address { get; init; }

    /// <summary>As what they shall join.</summary>
    public required AgentRole Role { get; init; }

    /// <summary>When they were asked, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }
}
