namespace Turnstone.Client.Dashboard;

/// <summary>How the projects stand that somebody sees, at a glance. Projects that were put away are left out.</summary>
public sealed record DashboardInfo
{
    /// <summary>How many there are of what.</summary>
    public required DashboardTotals Totals { get; init; }

    /// <summary>Passes that are not over.</summary>
    public required ActivePasses Active { get; init; }

    /// <summary>What was done on each of the last fourteen days by UTC, the oldest first; days without a pass are there.</summary>
    public required IReadOnlyList<DashboardDay> Days { get; init; }

    /// <summary>What somebody should look at, the worst first.</summary>
    public required IReadOnlyList<AttentionInfo> Attention { get; init; }
}
