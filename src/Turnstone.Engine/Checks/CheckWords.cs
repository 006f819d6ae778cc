namespace Turnstone.Engine.Checks;

/// <summary>The words a check's outcome is written with: a contract with scripts, the same in every form.</summary>
public static class CheckWords
{
    /// <summary>In reports and JSON.</summary>
    public static string For(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Ok => "ok",
        TestOutcome.Warning => "warning",
        TestOutcome.Failed => "failed",
        TestOutcome.Skipped => "skipped",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No word for this outcome."),
    };

    /// <summary>A check in a sentence.</summary>
    public static string Headline(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (failed, warnings) = (Count(report, TestOutcome.Failed), Count(report, TestOutcome.Warning));
        return report.Verdict switch
        {
            TestOutcome.Failed => $"{Steps(failed)} failed{(warnings > 0 ? $", {Warnings(warnings)}" : "")}",
            TestOutcome.Warning => $"Everything works, {Warnings(warnings)}",
            TestOutcome.Ok => "Everything works",
            TestOutcome.Skipped => "Nothing was tried",
            _ => throw new ArgumentOutOfRangeException(nameof(report), report.Verdict, "No words for this verdict."),
        };
    }

    private static int Count(CheckReport report, TestOutcome outcome) => report.Steps.Count(step => step.Outcome == outcome);

    private static string Steps(int count) => count == 1 ? "One step" : $"{count} steps";

    private static string Warnings(int count) => count == 1 ? "one warning" : $"{count} warnings";
}
