namespace Turnstone.Client.People;

/// <summary>A person who works in the workgroup.</summary>
public sealed record AgentInfo
{
    /// <summary>The agent.</summary>
    public required Guid Id { get; init; }

    /// <summary>What they are called.</summary>
    public required string Name { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>What they are in this workgroup.</summary>
    public required AgentRole Role { get; init; }

    /// <summary>Whether they sign in with two steps.</summary>
    public required bool HasTwoStep { get; init; }

    /// <summary>Until when sign-ins are refused after too many wrong ones, UTC; null where they are not.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Since when they belong to it, UTC.</summary>
    public required DateTimeOffset Joined { get; init; }
}
