using Turnstone.Cli.Output;
using Turnstone.Connectors.CutOver;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.CutOver;

/// <summary>Looks again and again until all is right, and says what changed.</summary>
internal sealed class CutOverWatch(CutOverCheck check, StepPrinter steps, CutOverPrinter answers, Shell shell)
{
    /// <summary>Returns the exit status: 0 when all is right, 3 when time is over and something is not. What was found last is said then, and where somebody stops it.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<int> RunAsync(TimeSpan interval, TimeSpan? limit, CancellationToken cancellationToken)
    {
        try
        {
            return await LookOnAsync(interval, limit, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && check.Findings is not null)
        {
            await FinishAsync(check.Findings);
            throw;
        }
    }

    private async Task<int> LookOnAsync(TimeSpan interval, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var end = limit is null ? (DateTimeOffset?)null : shell.Time.GetUtcNow() + limit;
        CutOverFindings? before = null;
        while (true)
        {
            var now = await check.LookAsync(cancellationToken);
            foreach (var change in CutOverChange.Between(before, now))
            {
                answers.PrintChange(change, now.At);
            }

            SayTroubles(before, now);
            var wait = CutOverPace.Wait(now, interval);
            if (now.IsRight || now.At + wait > end)
            {
                return await FinishAsync(now);
            }

            if (before is null || wait > interval)
            {
                var plan = wait > interval ? $"Only caches are behind: looking again at {CutOverWords.At(now.At + wait, now.At)}" : $"Looking again every {CutOverWords.Life(interval)}";
                answers.Say($"{CutOverWords.At(now.At, now.At)}  {plan}. Ctrl+C ends it.");
            }

            before = now;
            await Task.Delay(wait, shell.Time, cancellationToken);
        }
    }

    // Where the zone is not found, or its servers do not answer, there are no answers that could change.
    private void SayTroubles(CutOverFindings? before, CutOverFindings now)
    {
        var known = (before?.Steps ?? []).Where(step => step.Outcome == TestOutcome.Failed).Select(step => (step.Name, step.Detail)).ToHashSet();
        foreach (var step in now.Steps.Where(step => step.Outcome == TestOutcome.Failed && step.Name is ("Zone" or "Name servers" or "Resolvers") && !known.Contains((step.Name, step.Detail))))
        {
            answers.Say($"{CutOverWords.At(now.At, now.At)}  {VisibleText.Of($"{step.Name}: {step.Detail} {step.Remedy}")}");
        }
    }

    private async Task<int> FinishAsync(CutOverFindings last)
    {
        answers.Say("");
        var status = await steps.PrintAsync(last.ToReport(ProductVersion.Text));
        return last.IsRight && status == ExitStatus.Fine ? ExitStatus.Fine : ExitStatus.MailboxFailed;
    }
}
