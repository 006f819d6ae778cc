namespace Turnstone.Client.Dashboard;

/// <summary>How many there are of what.</summary>
public sealed record DashboardTotals
{
    /// <summary>Customers that were not archived.</summary>
    public required int Customers { get; init; }

    /// <summary>Projects.</summary>
    public required int Projects { get; init; }

    /// <summary>Their mailboxes.</summary>
    public required int Mailboxes { get; init; }

    /// <summary>Of those, the ones over which a full pass was completed.</summary>
    public required int Moved { get; init; }

    /// <summary>Whether any pass was ever submitted.</summary>
    public required bool HasPasses { get; init; }
}
