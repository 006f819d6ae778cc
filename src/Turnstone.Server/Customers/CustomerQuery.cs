using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Customers;

/// <summary>Which customers are asked for.</summary>
internal sealed record CustomerQuery
{
    /// <summary>Part of the name or the domain, whatever its case; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Whether those that were put away are asked for instead of those that are listed.</summary>
    public bool Archived { get; init; }

    /// <summary>How many to pass over.</summary>
    [Range(0, int.MaxValue)]
    public int Skip { get; init; }

    /// <summary>How many to take at most.</summary>
    [Range(1, 1000)]
    public int Take { get; init; } = 100;
}
