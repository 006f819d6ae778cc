using System.Globalization;
using System.Text.Json;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Output;

/// <summary>The steps of a connectivity test as they end; as text, or one JSON object a line.</summary>
internal sealed class StepPrinter(Shell shell, OutputForm form)
{
    /// <summary>Prints all steps; returns the exit status.</summary>
    public async Task<int> PrintAsync(IAsyncEnumerable<TestStep> steps, CancellationToken cancellationToken)
    {
        var failed = false;
        await foreach (var step in steps.WithCancellation(cancellationToken))
        {
            failed |= step.Outcome == TestOutcome.Failed;
            if (form == OutputForm.Json)
            {
                PrintJson(step);
            }
            else
            {
                PrintText(step);
            }
        }

        return failed ? ExitStatus.MailboxFailed : ExitStatus.Fine;
    }

    private void PrintText(TestStep step)
    {
        var word = step.Outcome switch
        {
            TestOutcome.Ok => "ok",
            TestOutcome.Failed => "FAILED",
            TestOutcome.Skipped => "skipped",
            _ => throw new InvalidOperationException($"No word for {step.Outcome}."),
        };
        var time = step.Outcome == TestOutcome.Skipped ? "" : string.Create(CultureInfo.InvariantCulture, $"{step.Duration.TotalMilliseconds:0} ms");
        shell.Out.WriteLine($"{word,-8}{step.Name,-16}{time,9}  {VisibleText.Of(step.Detail)}");
        if (step.Remedy.Length > 0)
        {
            shell.Out.WriteLine($"{"",-35}{VisibleText.Of(step.Remedy)}");
        }
    }

    private void PrintJson(TestStep step) => shell.Out.WriteLine(JsonSerializer.Serialize(new
    {
        name = step.Name,
        milliseconds = Math.Round(step.Duration.TotalMilliseconds, 1),
        outcome = step.Outcome.ToString().ToLowerInvariant(),
        detail = step.Detail,
        remedy = step.Remedy,
    }));
}
