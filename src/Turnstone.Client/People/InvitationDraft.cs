using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>People to be asked by mail to join the workgroup.</summary>
public sealed record InvitationDraft
{
    /// <summary>Their addresses, at most 50 at a time.</summary>
    [Required, MinLength(1), MaxLength(50)]
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>As what they shall join. Only an Administrator invites Administrators.</summary>
    public AgentRole Role { get; init; } = AgentRole.Associate;
}
