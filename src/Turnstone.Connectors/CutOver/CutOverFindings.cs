using Turnstone.Engine.Checks;

namespace Turnstone.Connectors.CutOver;

/// <summary>What a look at a domain's records found.</summary>
public sealed record CutOverFindings
{
    /// <summary>When it was finished.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The steps, in their order.</summary>
    public required IReadOnlyList<TestStep> Steps { get; init; }

    /// <summary>Who says what; by record, the zone's own servers before resolvers.</summary>
    public required IReadOnlyList<CutOverAnswer> Answers { get; init; }

    /// <summary>How far each record that was expected has come.</summary>
    public required IReadOnlyList<CutOverStanding> Standings { get; init; }

    /// <summary>Whether every resolver, and every own server that answers, has the new value of every record that was expected, and no step failed.</summary>
    public bool IsRight => Standings.Count > 0 && Standings.All(standing => standing.IsRight) && Steps.All(step => step.Outcome != TestOutcome.Failed);
}
