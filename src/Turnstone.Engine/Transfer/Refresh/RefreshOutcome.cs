namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>What became of an item whose state may have changed at the source.</summary>
internal enum RefreshOutcome
{
    /// <summary>It shows the state it has at the source; nothing was done.</summary>
    AsItIs,

    /// <summary>It was given the state it has at the source.</summary>
    Refreshed,

    /// <summary>A real pass would do that.</summary>
    WouldRefresh,

    /// <summary>Its owner has changed it, or nobody knows in which state it arrived: it was left.</summary>
    Kept,

    /// <summary>It is not there.</summary>
    NotFound,

    /// <summary>The destination would not change it.</summary>
    Failed,
}
