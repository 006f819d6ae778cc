using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>A code of the authenticator.</summary>
public sealed record TwoStepCode
{
    /// <summary>Its six digits.</summary>
    [Required, StringLength(20)]
    public required string Code { get; init; }
}
