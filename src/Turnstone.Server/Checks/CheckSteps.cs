using System.Text.Json;
using Turnstone.Client.Endpoints;
using Turnstone.Engine.Checks;

namespace Turnstone.Server.Checks;

/// <summary>Steps of a check as they are kept, and as the contract shows them. What servers say is hostile: both ends are bounded.</summary>
internal static class CheckSteps
{
    /// <summary>A check of ours has a few dozen steps at most.</summary>
    private const int Most = 200;

    private const int LongestName = 200;
    private const int LongestText = 4000;

    /// <summary>As JSON for the row.</summary>
    public static string Write(IReadOnlyList<TestStep> steps) => JsonSerializer.Serialize(steps.Take(Most).Select(Bounded));

    /// <summary>From the row's JSON.</summary>
    public static IReadOnlyList<TestStep> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<TestStep>>(json) ?? [];

    /// <summary>A step as the contract shows it.</summary>
    public static TestStepInfo InfoOf(TestStep step) => new(step.Name, Math.Round(step.Duration.TotalMilliseconds, 1), (StepOutcome)step.Outcome, step.Detail, step.Remedy);

    private static TestStep Bounded(TestStep step) => step with { Name = Cut(step.Name, LongestName), Detail = Cut(step.Detail, LongestText), Remedy = Cut(step.Remedy, LongestText) };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");
}
