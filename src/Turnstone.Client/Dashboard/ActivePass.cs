using Turnstone.Client.Passes;

namespace Turnstone.Client.Dashboard;

/// <summary>A pass that is under way.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Project">What the project is called.</param>
/// <param name="Pass">The pass.</param>
public sealed record ActivePass(Guid ProjectId, string Project, PassInfo Pass);
