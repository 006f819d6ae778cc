namespace Turnstone.Sandbox.Throttling;

/// <summary>
/// What an account may use of EWS, under the names of Set-ThrottlingPolicy. Null lifts a limit. Defaults are those of Exchange 2013 to SE.
/// </summary>
public sealed record ThrottlingPolicy
{
    /// <summary>Requests of one account at the same time. Default 27 [D].</summary>
    public int? EwsMaxConcurrency { get; init; } = 27;

    /// <summary>Server time an account may run ahead before it is slowed. Default 300,000 ms (event 4023 of a real 2013: "Max Burst: 300000, Recharge Rate: 900000, CutoffBalance: -3000000").</summary>
    public TimeSpan? EwsMaxBurst { get; init; } = TimeSpan.FromMilliseconds(300_000);

    /// <summary>Server time regained in an hour. Default 900,000 ms (same event).</summary>
    public TimeSpan EwsRechargeRate { get; init; } = TimeSpan.FromMilliseconds(900_000);

    /// <summary>Overdraft at which requests are refused. Default 3,000,000 ms (same event).</summary>
    public TimeSpan? EwsCutoffBalance { get; init; } = TimeSpan.FromMilliseconds(3_000_000);

    /// <summary>
    /// Server time that an item costs at least. The stand-in is faster than any Exchange; with this its budgets are spent alike on every machine.
    /// Default nothing.
    /// </summary>
    public TimeSpan LeastItemTime { get; init; }

    /// <summary>Most items in one page of FindItem or FindFolder. Default 1000 [D].</summary>
    public int? FindCountLimit { get; init; } = 1000;

    /// <summary>SyncFolderItems and SyncFolderHierarchy of one account at the same time. Default 5 (2016 and later [I mustang#121]).</summary>
    public int? ConcurrentSyncCalls { get; init; } = 5;

    /// <summary>The policy of a service account made for migration: no limit binds.</summary>
    public static ThrottlingPolicy Unlimited { get; } = new()
    {
        EwsMaxConcurrency = null,
        EwsMaxBurst = null,
        EwsCutoffBalance = null,
        FindCountLimit = null,
        ConcurrentSyncCalls = null,
    };
}
