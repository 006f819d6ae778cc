namespace Turnstone.Engine.Reporting;

/// <summary>What became of items that were at the destination and had changed their state at the source, of a folder or a mailbox.</summary>
public sealed record RefreshTotals
{
    /// <summary>Now as at the source.</summary>
    public long Refreshed { get; init; }

    /// <summary>Left, because their owner had changed them at the destination, or nobody knows any more in which state they arrived.</summary>
    public long Kept { get; init; }

    /// <summary>Not found: their owner has deleted them. Counted only where the source says by itself what changed (CONDSTORE); nobody knows elsewhere whether they had.</summary>
    public long NotFound { get; init; }

    /// <summary>The destination would not change them.</summary>
    public long Failed { get; init; }

    /// <summary>A real pass would refresh them. Zero but in a dry run.</summary>
    public long WouldRefresh { get; init; }

    /// <summary>How many had changed.</summary>
    public long Changed => Refreshed + Kept + NotFound + Failed + WouldRefresh;

    /// <summary>The sum; null where there is none to add.</summary>
    public static RefreshTotals? Sum(IEnumerable<RefreshTotals?> totals) =>
        totals.Aggregate((RefreshTotals?)null, (sum, one) => sum is not null && one is not null ? sum + one : sum ?? one);

    public static RefreshTotals operator +(RefreshTotals left, RefreshTotals right) => new()
    {
        Refreshed = left.Refreshed + right.Refreshed,
        Kept = left.Kept + right.Kept,
        NotFound = left.NotFound + right.NotFound,
        Failed = left.Failed + right.Failed,
        WouldRefresh = left.WouldRefresh + right.WouldRefresh,
    };
}
