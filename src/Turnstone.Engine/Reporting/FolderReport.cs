using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Reporting;

/// <summary>One source folder in the report.</summary>
public sealed record FolderReport
{
    /// <summary>The source path as people write it.</summary>
    public required string Source { get; init; }

    /// <summary>Where its items go; null for a folder that is not copied.</summary>
    public string? Destination { get; init; }

    /// <summary>Its counts.</summary>
    public Totals Totals { get; init; } = new();

    /// <summary>What became of the states that changed at the source; null where they were not to be brought over.</summary>
    public RefreshTotals? Refresh { get; init; }

    /// <summary>What was changed in its name and why; null when nothing was.</summary>
    public string? Renamed { get; init; }

    /// <summary>The source folder, earlier in the report, whose destination this one shares; null where it is the first or the only one.</summary>
    public string? Joins { get; init; }

    /// <summary>Why it was left out (a view, a filter); null when it was not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>What stopped it; null when nothing did.</summary>
    public Failure? Failure { get; init; }
}
