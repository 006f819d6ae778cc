using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Projects;

/// <summary>A project like another: all of its settings, none of its mailboxes.</summary>
public sealed record ProjectCloneDraft
{
    /// <summary>What people call the new one.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(200)]
    public required string Name { get; init; }
}
