namespace Turnstone.Client.People;

/// <summary>What somebody who opens an invitation's link is told.</summary>
public sealed record InvitationView
{
    /// <summary>The workgroup they are asked into.</summary>
    public required string Workgroup { get; init; }

    /// <summary>Who asked them.</summary>
    public required string InvitedBy { get; init; }

    /// <summary>The address they sign in with.</summary>
    public required string Address { get; init; }

    /// <summary>As what they join.</summary>
    public required AgentRole Role { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Whether the address has an account already: then they accept with its password, else with a new one.</summary>
    public required bool HasAccount { get; init; }
}
