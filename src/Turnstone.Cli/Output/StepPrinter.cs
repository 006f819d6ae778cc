using System.Globalization;
using System.Text.Json;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Output;

/// <summary>The steps of a check as they end, as text or one JSON object a line; and the report of it, where one was asked for.</summary>
internal sealed class StepPrinter(Shell shell, OutputForm form, IReadOnlyList<ReportFile<CheckReport>> reports)
{
    /// <summary>Prints all steps and writes the reports; returns the exit status.</summary>
    /// <param name="title">Which check: <see cref="CheckReport.Title"/>.</param>
    /// <param name="subject">Of what: <see cref="CheckReport.Subject"/>.</param>
    /// <param name="steps">As they end.</param>
    /// <param name="cancellationToken">Stops between two steps; then there is no report.</param>
    public async Task<int> PrintAsync(string title, string subject, IAsyncEnumerable<TestStep> steps, CancellationToken cancellationToken)
    {
        var started = shell.Time.GetUtcNow();
        List<TestStep> done = [];
        await foreach (var step in steps.WithCancellation(cancellationToken))
        {
            done.Add(step);
            Print(step);
        }

        return await EndAsync(new CheckReport
        {
            Title = title, Subject = subject, Version = ProductVersion.Text, Started = started, Finished = shell.Time.GetUtcNow(), Steps = done,
        });
    }

    /// <summary>Prints a check that was made already, and writes the reports; returns the exit status.</summary>
    public Task<int> PrintAsync(CheckReport report)
    {
        foreach (var step in report.Steps)
        {
            Print(step);
        }

        return EndAsync(report);
    }

    private async Task<int> EndAsync(CheckReport report)
    {
        if (form == OutputForm.Text)
        {
            shell.Out.WriteLine($"{CheckWords.Headline(report)}.");
        }

        var isWritten = await WriteReportsAsync(report);
        return report.Verdict == TestOutcome.Failed || !isWritten ? ExitStatus.MailboxFailed : ExitStatus.Fine;
    }

    private async Task<bool> WriteReportsAsync(CheckReport report)
    {
        var isWritten = true;
        foreach (var file in reports)
        {
            try
            {
                await file.WriteAsync(report, CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                isWritten = false;
                shell.Error.WriteLine($"The report {file.FullPath} could not be written: {FileTrouble.Say(e)}. Run the same command with another --report.");
            }
        }

        return isWritten;
    }

    private void Print(TestStep step)
    {
        if (form == OutputForm.Json)
        {
            PrintJson(step);
        }
        else
        {
            PrintText(step);
        }
    }

    private void PrintText(TestStep step)
    {
        var word = step.Outcome == TestOutcome.Failed ? "FAILED" : CheckWords.For(step.Outcome);
        var time = step.Outcome == TestOutcome.Skipped ? "" : string.Create(CultureInfo.InvariantCulture, $"{step.Duration.TotalMilliseconds:0} ms");
        shell.Out.WriteLine($"{word,-8}{step.Name,-22}{time,9}  {VisibleText.Of(step.Detail)}");
        if (step.Remedy.Length > 0)
        {
            shell.Out.WriteLine($"{"",-41}{VisibleText.Of(step.Remedy)}");
        }
    }

    private void PrintJson(TestStep step) => shell.Out.WriteLine(JsonSerializer.Serialize(new
    {
        name = step.Name,
        milliseconds = Math.Round(step.Duration.TotalMilliseconds, 1),
        outcome = CheckWords.For(step.Outcome),
        detail = step.Detail,
        remedy = step.Remedy,
    }));
}
