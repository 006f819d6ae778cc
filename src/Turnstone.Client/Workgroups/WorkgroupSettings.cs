using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Workgroups;

/// <summary>What a workgroup shall be.</summary>
public sealed record WorkgroupSettings
{
    /// <summary>What it is called.</summary>
    [Required, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Whether every agent but the inactive sees all projects, or each their own.</summary>
    public required bool SharesProjects { get; init; }

    /// <summary>Whether nobody works in it without two-step sign-in; whoever sets this has it on.</summary>
    public required bool RequiresTwoStep { get; init; }
}
