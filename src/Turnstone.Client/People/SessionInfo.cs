namespace Turnstone.Client.People;

/// <summary>Who is signed in, and where.</summary>
public sealed record SessionInfo
{
    /// <summary>The agent.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>What they are called.</summary>
    public required string Name { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>The workgroup they work in.</summary>
    public required Guid WorkgroupId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Workgroup { get; init; }

    /// <summary>What they are there.</summary>
    public required AgentRole Role { get; init; }

    /// <summary>Whether the workgroup asks for two-step sign-in, which they have not got on: until then it lets them do nothing else.</summary>
    public required bool NeedsTwoStep { get; init; }
}
