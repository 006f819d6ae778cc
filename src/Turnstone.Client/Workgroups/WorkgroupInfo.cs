using Turnstone.Client.People;

namespace Turnstone.Client.Workgroups;

/// <summary>A workgroup of the agent who asks.</summary>
public sealed record WorkgroupInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is there.</summary>
    public required AgentRole Role { get; init; }

    /// <summary>Whether every agent but the inactive sees all projects, or each their own.</summary>
    public required bool SharesProjects { get; init; }

    /// <summary>Whether nobody works in it without two-step sign-in.</summary>
    public required bool RequiresTwoStep { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }
}
