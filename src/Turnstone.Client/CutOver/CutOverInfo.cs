using Turnstone.Client.Endpoints;

namespace Turnstone.Client.CutOver;

/// <summary>What a look at a mail domain's records found.</summary>
public sealed record CutOverInfo
{
    /// <summary>Which domain.</summary>
    public required string Domain { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether every resolver, and every own server that answers, has what was expected.</summary>
    public required bool IsRight { get; init; }

    /// <summary>How far each record has come.</summary>
    public required IReadOnlyList<CutOverStandingInfo> Standings { get; init; }

    /// <summary>Who says what; by record, the zone's own servers before resolvers.</summary>
    public required IReadOnlyList<CutOverAnswerInfo> Answers { get; init; }

    /// <summary>The steps, in their order.</summary>
    public required IReadOnlyList<TestStepInfo> Steps { get; init; }
}
