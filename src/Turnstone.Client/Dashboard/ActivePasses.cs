namespace Turnstone.Client.Dashboard;

/// <summary>Passes that are not over.</summary>
public sealed record ActivePasses
{
    /// <summary>How many wait for their time or for a place.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many wait for a user to enter their login.</summary>
    public required int WaitingForUser { get; init; }

    /// <summary>How many are under way, those that are asked to stop among them.</summary>
    public required int UnderWay { get; init; }

    /// <summary>Those that began last, eight at most.</summary>
    public required IReadOnlyList<ActivePass> Latest { get; init; }
}
