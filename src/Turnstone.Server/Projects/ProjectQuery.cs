using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Projects;

/// <summary>Which projects are asked for.</summary>
/// <param name="Search">Part of the name, whatever its case; null for all.</param>
/// <param name="CustomerId">Those of one customer; null for all.</param>
/// <param name="Archived">Whether those that were put away are asked for instead of those that are listed.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record ProjectQuery(
    string? Search = null, Guid? CustomerId = null, bool Archived = false, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
