namespace Turnstone.Client.Dashboard;

/// <summary>What was done on a day. Passes that move nothing, to verify credentials, are left out.</summary>
public sealed record DashboardDay
{
    /// <summary>The day, by UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Passes that were completed without errors.</summary>
    public required int Completed { get; init; }

    /// <summary>Passes that were completed with errors.</summary>
    public required int CompletedWithErrors { get; init; }

    /// <summary>Passes that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Items copied by passes that ended then.</summary>
    public required long Items { get; init; }

    /// <summary>Bytes of those.</summary>
    public required long Bytes { get; init; }
}
