using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>A new password in place of the present one.</summary>
public sealed record PasswordDraft
{
    /// <summary>The present password.</summary>
    [Required, StringLength(200)]
    public required string Current { get; init; }

    /// <summary>The new one, of at least 12 characters.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }
}
