using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Projects;

/// <summary>What somebody says of a step.</summary>
public sealed record RunbookTickDraft
{
    /// <summary>Whether it was done; otherwise this move does without it.</summary>
    public bool IsDone { get; init; } = true;

    /// <summary>Why it is not needed, which has to be said, or what is worth knowing of what was done.</summary>
    [StringLength(500)]
    public string? Note { get; init; }
}
