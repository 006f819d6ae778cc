using Turnstone.Client.Endpoints;
using Turnstone.Server.Components;

namespace Turnstone.Server.Endpoints;

/// <summary>How a test of an endpoint, and a step of it, is drawn and called.</summary>
internal static class EndpointTestWords
{
    /// <summary>The worst of the steps; of what was not tried nothing is known.</summary>
    public static StepOutcome VerdictOf(IReadOnlyList<TestStepInfo> steps) =>
        steps.Where(step => step.Outcome != StepOutcome.Skipped).Select(step => step.Outcome).DefaultIfEmpty(StepOutcome.Skipped).Max();

    /// <summary>The same in a sentence.</summary>
    public static string HeadlineOf(IReadOnlyList<TestStepInfo> steps)
    {
        var (failed, warnings) = (steps.Count(step => step.Outcome == StepOutcome.Failed), steps.Count(step => step.Outcome == StepOutcome.Warning));
        return (failed, warnings) switch
        {
            (0, 0) => "Nothing failed.",
            (0, 1) => "Nothing failed; one step has a warning.",
            (0, _) => $"Nothing failed; {warnings} steps have a warning.",
            (1, _) => "One step failed; those that stand on it were not tried.",
            _ => $"{failed} steps failed; those that stand on them were not tried.",
        };
    }

    /// <summary>A verdict in a word.</summary>
    public static string Of(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Ok => "Works",
        StepOutcome.Warning => "Warning",
        StepOutcome.Failed => "Failed",
        StepOutcome.Skipped => "Not tried",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No word for this outcome."),
    };

    public static Tone ToneOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Ok => Tone.Good,
        StepOutcome.Warning => Tone.Warn,
        StepOutcome.Failed => Tone.Bad,
        StepOutcome.Skipped => Tone.Neutral,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No tone for this outcome."),
    };

    public static Glyph GlyphOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Ok => Glyph.Check,
        StepOutcome.Warning => Glyph.Warning,
        StepOutcome.Failed => Glyph.Failed,
        StepOutcome.Skipped => Glyph.Info,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No drawing for this outcome."),
    };
}
