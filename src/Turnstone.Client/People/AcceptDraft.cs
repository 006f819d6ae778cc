using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>What somebody accepts an invitation with.</summary>
public sealed record AcceptDraft
{
    /// <summary>The code of the link; it works once.</summary>
    [Required, StringLength(100)]
    public required string Code { get; init; }

    /// <summary>What they are called; needed where the address has no account yet.</summary>
    [StringLength(200)]
    public string Name { get; init; } = "";

    /// <summary>The password of the address's account; where it has none, the one the new account shall have, of at least 12 characters.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }

    /// <summary>The second step of an account that has it on: six digits of the authenticator, or a recovery code.</summary>
    [StringLength(50)]
    public string? SecondStep { get; init; }
}
