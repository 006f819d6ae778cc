using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Agents;

/// <summary>That an agent belongs to a workgroup, and as what.</summary>
public sealed class Membership : Owned
{
    /// <summary>Who.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>As what.</summary>
    public required Role Role { get; set; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset Created { get; init; }
}
