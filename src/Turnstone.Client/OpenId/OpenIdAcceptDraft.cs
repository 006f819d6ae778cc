using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.OpenId;

/// <summary>That an invitation shall be accepted by whom the provider says one is.</summary>
public sealed record OpenIdAcceptDraft
{
    /// <summary>The code of the invitation's link.</summary>
    [Required, StringLength(100)]
    public required string Code { get; init; }

    /// <summary>What to be called, where this makes a new account; null for what the provider says.</summary>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>A path of the server where the browser goes on afterwards; null for the first page.</summary>
    [StringLength(1000)]
    public string? ReturnTo { get; init; }
}
