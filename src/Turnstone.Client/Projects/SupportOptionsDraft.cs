using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Projects;

/// <summary>Support options to be looked at.</summary>
public sealed record SupportOptionsDraft
{
    /// <summary>The options, <c>Name=Value</c> with blanks or lines between.</summary>
    [StringLength(20_000)]
    public required string SupportOptions { get; init; }
}
