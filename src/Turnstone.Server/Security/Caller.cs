using Turnstone.Storage.Agents;

namespace Turnstone.Server.Security;

/// <summary>Who asks: an agent at work in one of their workgroups.</summary>
internal sealed record Caller
{
    /// <summary>The agent.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>Where they work.</summary>
    public required Guid WorkgroupId { get; init; }

    /// <summary>What they are there, now.</summary>
    public required Role Role { get; init; }

    /// <summary>How much of that what they came with lets them use; a session lets them use all of it.</summary>
    public required TokenScope Scope { get; init; }

    /// <summary>Whether the workgroup asks for two-step sign-in, and the agent has not got it on nor took two steps at a provider.</summary>
    public bool LacksTwoStep { get; init; }

    /// <summary>Whether their session was begun by a provider at which they took two steps.</summary>
    public bool TookTwoSteps { get; init; }

    /// <summary>Whether they may.</summary>
    public bool May(Ability ability) => ability.IsHeldBy(Role) && ability.IsWithin(Scope);
}
