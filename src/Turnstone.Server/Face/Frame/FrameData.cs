using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Client.Workgroups;

namespace Turnstone.Server.Face.Frame;

/// <summary>What stands around every page.</summary>
public sealed record FrameData
{
    /// <summary>Who is signed in, and where.</summary>
    public required SessionInfo Session { get; init; }

    /// <summary>The workgroups they can go on in.</summary>
    public required IReadOnlyList<WorkgroupInfo> Workgroups { get; init; }

    /// <summary>Customers they looked at last, the latest first.</summary>
    public required IReadOnlyList<CustomerInfo> Recent { get; init; }

    /// <summary>The first projects by name.</summary>
    public required IReadOnlyList<ProjectInfo> Projects { get; init; }

    /// <summary>How many projects there are.</summary>
    public required int AllProjects { get; init; }

    /// <summary>Whether they may add customers.</summary>
    public required bool MayKeepCustomers { get; init; }

    /// <summary>Whether they may add projects.</summary>
    public required bool MayRunProjects { get; init; }

    /// <summary>Whether they may invite people.</summary>
    public required bool MayKeepAgents { get; init; }

    /// <summary>Whether they may make workgroups.</summary>
    public required bool MayMakeWorkgroups { get; init; }

    /// <summary>Whether this server meters: where it does not, nothing of licences is shown.</summary>
    public required bool IsMetered { get; init; }

    /// <summary>Whether they may buy licences here, which takes a server that meters.</summary>
    public required bool MayBuy { get; init; }
}
