using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>What an agent signs in with.</summary>
public sealed record SignInDraft
{
    /// <summary>The agent's address.</summary>
    [Required, StringLength(320)]
    public required string Email { get; init; }

    /// <summary>The agent's password.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }

    /// <summary>The second step where it is on: six digits of the authenticator, or a recovery code.</summary>
    [StringLength(50)]
    public string? Code { get; init; }

    /// <summary>The workgroup to work in; null for the one the agent has belonged to longest.</summary>
    public Guid? WorkgroupId { get; init; }
}
