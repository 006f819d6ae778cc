using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.OpenId;

/// <summary>That an account shall be linked with one at the provider.</summary>
public sealed record OpenIdLinkDraft
{
    /// <summary>The present password.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }

    /// <summary>A path of the server where the browser goes on afterwards; null for the first page.</summary>
    [StringLength(1000)]
    public string? ReturnTo { get; init; }
}
