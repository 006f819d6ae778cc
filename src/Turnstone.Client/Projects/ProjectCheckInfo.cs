using Turnstone.Client.Endpoints;

namespace Turnstone.Client.Projects;

/// <summary>What trying both of a project's endpoints found.</summary>
public sealed record ProjectCheckInfo
{
    /// <summary>The endpoint to go back to; null where both are fine. Where both are at fault, the source comes first.</summary>
    public ProjectSide? AtFault { get; init; }

    /// <summary>What is wrong there, and what to do; empty where both are fine.</summary>
    public required string Error { get; init; }

    /// <summary>The steps at the source; null where no source is chosen.</summary>
    public EndpointTestInfo? Source { get; init; }

    /// <summary>The steps at the destination; null where no destination is chosen.</summary>
    public EndpointTestInfo? Destination { get; init; }
}
