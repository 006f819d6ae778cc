using Turnstone.Client.CutOver;
using Turnstone.Client.Endpoints;
using Turnstone.Connectors.CutOver;

namespace Turnstone.Server.CutOver;

/// <summary>What was found, as the contract writes it.</summary>
internal static class CutOverMap
{
    public static CutOverInfo InfoOf(CutOverFindings found) => new()
    {
        Domain = found.Domain.Value,
        At = found.At,
        IsRight = found.IsRight,
        Standings = [.. found.Standings.Select(standing => new CutOverStandingInfo((RecordKind)standing.Record, standing.IsChanged, standing.IsRight, standing.GoneBy, standing.IsGoneByKnown))],
        Answers =
        [
            .. found.Answers.Select(answer => new CutOverAnswerInfo
            {
                Record = (RecordKind)answer.Record, Server = answer.Server.Shown, IsOwn = answer.Server.IsOwn, State = (RecordState)answer.State, Values = answer.Values,
                TimeToLive = (int?)answer.TimeToLive?.TotalSeconds, GoneBy = answer.GoneBy, Trouble = answer.Trouble,
            }),
        ],
        Steps = [.. found.Steps.Select(step => new TestStepInfo(step.Name, Math.Round(step.Duration.TotalMilliseconds, 1), (StepOutcome)step.Outcome, step.Detail, step.Remedy))],
    };
}
