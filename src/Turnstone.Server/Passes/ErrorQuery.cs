using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Passes;

/// <summary>Which items are asked for that a pass did not simply copy.</summary>
/// <param name="Code">Only those with this code, or <c>repaired</c> for those that arrived after a repair; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record ErrorQuery(string? Code = null, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100)
{
    /// <summary>Stands for what has no code: a code has a slash in it, and this has none.</summary>
    public const string Repaired = "repaired";
}
