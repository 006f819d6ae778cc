using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>A new password, by the link of a mail.</summary>
public sealed record ResetDraft
{
    /// <summary>The code of the link; it works once.</summary>
    [Required, StringLength(100)]
    public required string Code { get; init; }

    /// <summary>The new password, of at least 12 characters.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }
}
