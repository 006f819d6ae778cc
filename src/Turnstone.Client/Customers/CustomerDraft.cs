using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Customers;

/// <summary>A customer to be added, or what an existing one shall be.</summary>
public sealed record CustomerDraft
{
    /// <summary>The company's name.</summary>
    [Required, StringLength(200)]
    public required string CompanyName { get; init; }

    /// <summary>The domain of its addresses; no two customers of a workgroup have the same.</summary>
    [Required, StringLength(255)]
    [RegularExpression(@"^\s*[^\s@/]+\.[^\s@/]+\s*$", ErrorMessage = "Write a domain such as example.com.")]
    public required string PrimaryDomain { get; init; }

    /// <summary>Country, as people write it.</summary>
    [StringLength(200)]
    public string Country { get; init; } = "";

    /// <summary>City.</summary>
    [StringLength(200)]
    public string City { get; init; } = "";

    /// <summary>What it does.</summary>
    [StringLength(200)]
    public string Industry { get; init; } = "";
}
