using Turnstone.Engine.Checks;

namespace Turnstone.Connectors.CutOver;

/// <summary>What a look at a domain's records found.</summary>
public sealed record CutOverFindings
{
    /// <summary>Of which domain.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

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

    /// <summary>As a report to be kept and handed on.</summary>
    /// <param name="version">Of the product.</param>
    public CheckReport ToReport(string version) => new()
    {
        Title = CutOverCheck.Title, Subject = Domain.Value, Version = version, Started = Started, Finished = At, Steps = Steps,
    };
}
