using Turnstone.Engine.Reporting;
using Turnstone.Engine.Reporting.Html;

namespace Turnstone.Engine.Checks;

/// <summary>A check for people: one file, nothing fetched from anywhere, for the screen in light and dark and for paper.</summary>
public sealed class HtmlCheckWriter : IReportWriter<CheckReport>
{
    /// <inheritdoc/>
    public Task WriteAsync(CheckReport report, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new HtmlPage(output);
        page.AddHead($"{report.Title}, {report.Subject}", $"Turnstone {report.Title}", CheckWords.Headline(report));
        page.Add($"""<p class="quiet">{report.Subject}, {ReportWords.ForReading(report.Started)} UTC, {Quantity.Duration(report.Finished - report.Started)}</p></header><main>""");
        AddSteps(page, report.Steps);
        page.Add($"</main><footer>Written by Turnstone {report.Version}. Times are UTC. No password is in this report.</footer></body></html>");
        return page.FlushAsync(cancellationToken);
    }

    /// <summary>The steps as a table; also a part of larger reports.</summary>
    /// <param name="page">Where they go.</param>
    /// <param name="steps">In their order.</param>
    public static void AddSteps(HtmlPage page, IReadOnlyList<TestStep> steps)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(steps);
        page.Add($"""<div class="card" tabindex="0" role="region" aria-label="Steps of the check"><table><thead><tr><th scope="col">Step</th><th scope="col">Verdict</th><th scope="col">Found</th><th scope="col" class="n">Time</th></tr></thead><tbody>""");
        foreach (var step in steps)
        {
            page.Add($"""<tr><th scope="row">{step.Name}</th><td><span class="badge {Badge(step.Outcome)}">{CheckWords.For(step.Outcome)}</span></td>""");
            page.Add($"""<td class="name">{step.Detail}""");
            if (step.Remedy.Length > 0)
            {
                page.Add($"""<span class="note"><strong>What to do:</strong> {step.Remedy}</span>""");
            }

            page.Add($"""</td><td class="n">{(step.Outcome == TestOutcome.Skipped ? "" : $"{(long)step.Duration.TotalMilliseconds} ms")}</td></tr>""");
        }

        page.Add($"</tbody></table></div>");
    }

    // The grades of a migration's report have the same four looks.
    private static string Badge(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Ok => "Perfect",
        TestOutcome.Warning => "Investigate",
        TestOutcome.Failed => "Poor",
        TestOutcome.Skipped => "Untried",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No badge for this outcome."),
    };
}
