using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Customers;

/// <summary>Which customers are asked for.</summary>
/// <remarks>
/// Queries are public: of a type that is internal the framework checks nothing.
/// </remarks>
/// <param name="Search">Part of the name or the domain, whatever its case; null for all.</param>
/// <param name="Archived">Whether those that were put away are asked for instead of those that are listed.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record CustomerQuery(string? Search = null, bool Archived = false, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
