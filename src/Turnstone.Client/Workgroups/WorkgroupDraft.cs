using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Workgroups;

/// <summary>A workgroup to be made.</summary>
public sealed record WorkgroupDraft
{
    /// <summary>What it is called.</summary>
    [Required, StringLength(200)]
    public required string Name { get; init; }
}
