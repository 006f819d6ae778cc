using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Client.Statistics;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Reporting.Html;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Notices;

namespace Turnstone.Server.Projects;

/// <summary>A hand-over for people: one file, nothing fetched from anywhere, for the screen in light and dark and for paper.</summary>
internal static class HandOverWriter
{
    /// <summary>Writes all of it; the stream stays the caller's.</summary>
    public static async Task WriteAsync(HandOver report, Stream output, CancellationToken cancellationToken)
    {
        var page = new HtmlPage(output);
        var points = HandOverPoints.Of(report);
        page.AddHead(
            $"Hand-over of {report.Project.Name}, {ReportWords.For(report.At)}", "Turnstone hand-over report",
            points.Count switch { 0 => $"{report.Project.Name}: nothing is open", 1 => $"{report.Project.Name}: one point is open", _ => $"{report.Project.Name}: {points.Count} points are open" });
        page.Add($"""<p class="quiet">{report.Company}, {ReportWords.ForReading(report.At)} UTC, by {report.WrittenBy}</p></header><main>""");
        WriteTotals(page, report);
        WritePoints(page, points);
        WriteProject(page, report);
        WriteSteps(page, report.Steps);
        WriteReasons(page, report);
        await WriteMailboxesAsync(page, report.Mailboxes, cancellationToken);
        foreach (var (check, headline) in report.Checks)
        {
            page.Add($"<section><h2>{check.Title}: {headline}</h2>");
            page.Add($"""<p class="quiet">{check.Subject}, {ReportWords.ForReading(check.Finished)} UTC</p>""");
            WriteCheck(page, check);
            page.Add($"</section>");
        }

        page.Add($"</main><footer>Written by Turnstone {report.Version}. Times are UTC. No password is in this report.</footer></body></html>");
        await page.FlushAsync(cancellationToken);
    }

    private static void WriteTotals(HtmlPage page, HandOver report)
    {
        var mailboxes = report.Mailboxes;
        page.Add($"""<dl class="totals" aria-label="Totals"><div><dt>Mailboxes</dt><dd>{mailboxes.Count}</dd></div><div><dt>Items there</dt><dd>{mailboxes.Sum(mailbox => mailbox.Items)}</dd></div>""");
        page.Add($"<div><dt>Copied size</dt><dd>{Quantity.Bytes(mailboxes.Sum(mailbox => mailbox.Bytes))}</dd></div><div><dt>Left by rule</dt><dd>{mailboxes.Sum(mailbox => mailbox.Skipped)}</dd></div>");
        page.Add($"<div><dt>Failed</dt><dd>{mailboxes.Sum(mailbox => mailbox.ItemErrors)}</dd></div><div><dt>Passes</dt><dd>{mailboxes.Sum(mailbox => (long)mailbox.Passes)}</dd></div>");
        page.Add($"<div><dt>Time at work</dt><dd>{Quantity.Duration(TimeSpan.FromMinutes(mailboxes.Sum(mailbox => mailbox.ActiveMinutes)))}</dd></div></dl>");
    }

    private static void WritePoints(HtmlPage page, IReadOnlyList<(string Title, string Text)> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        page.Add($"""<section aria-labelledby="open"><h2 id="open">Open points</h2>""");
        foreach (var (title, text) in points)
        {
            page.Add($"""<div class="problem"><h3>{title}</h3><p>{text}</p></div>""");
        }

        page.Add($"</section>");
    }

    private static void WriteProject(HtmlPage page, HandOver report)
    {
        page.Add($"""<section aria-labelledby="project"><h2 id="project">Project</h2><div class="card" tabindex="0" role="region" aria-label="Project, as a table"><table><tbody>""");
        page.Add($"""<tr><th scope="row">Customer</th><td class="name">{report.Company}, {report.Domain}</td></tr><tr><th scope="row">Region of the destination</th><td>{report.Project.Region}</td></tr>""");
        page.Add($"""<tr><th scope="row">Since</th><td>{ReportWords.ForReading(report.Project.Created)}</td></tr>""");
        foreach (var endpoint in report.Endpoints)
        {
            page.Add($"""<tr><th scope="row">{(endpoint.Kind == EndpointType.Imap ? "Source" : "Destination")}</th><td class="name">{endpoint.Name}, {endpoint.Address}<span class="note">{Way(endpoint)}</span></td></tr>""");
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static void WriteSteps(HtmlPage page, IReadOnlyList<RunbookStepInfo> steps)
    {
        page.Add($"""<section aria-labelledby="steps"><h2 id="steps">Runbook</h2><div class="card" tabindex="0" role="region" aria-label="Steps, as a table"><table><thead><tr><th scope="col">Step</th><th scope="col">How it stands</th><th scope="col">When</th><th scope="col">Who</th></tr></thead><tbody>""");
        foreach (var step in steps)
        {
            page.Add($"""<tr><th scope="row">{RunbookWords.Of(step.Step).Title}</th><td class="name"><span class="badge {Badge(step.State)}">{RunbookWords.StateOf(step)}</span>""");
            if (step.Note.Length > 0)
            {
                page.Add($"""<span class="note">{step.Note}</span>""");
            }

            page.Add($"""</td><td>{(step.At is { } at ? ReportWords.ForReading(at) : "")}</td><td class="name">{step.By ?? (step.IsTicked ? "somebody who is gone" : step.At is null ? "" : "as it happened")}</td></tr>""");
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static void WriteReasons(HtmlPage page, HandOver report)
    {
        var left = report.Mailboxes.Sum(mailbox => mailbox.Skipped);
        page.Add($"""<section aria-labelledby="failed"><h2 id="failed">What failed, and what was left by rule</h2>""");
        if (report.Reasons.Count == 0)
        {
            page.Add($"<p>No item failed in the last pass over any mailbox.</p>");
        }

        foreach (var reason in report.Reasons)
        {
            page.Add($"""<div class="problem"><h3>{reason.Items} {(reason.Items == 1 ? "item" : "items")} <code>{reason.Code}</code></h3><p>{reason.Message}</p>""");
            page.Add($"""<p><strong>What to do:</strong> {reason.Remedy}</p></div>""");
        }

        page.Add($"""<p>{left} {(left == 1 ? "item was" : "items were")} left at the source by the rules of the last pass over each mailbox: its limits of age and size, its folder filter, folders that are not mail.</p></section>""");
    }

    private static async Task WriteMailboxesAsync(HtmlPage page, IReadOnlyList<MailboxStatistics> mailboxes, CancellationToken cancellationToken)
    {
        page.Add($"""<section aria-labelledby="mailboxes"><h2 id="mailboxes">Mailboxes</h2><div class="card" tabindex="0" role="region" aria-label="Mailboxes, as a table"><table><thead><tr><th scope="col">Mailbox</th><th scope="col">Last pass</th><th scope="col" class="n">Passes</th>""");
        page.Add($"""<th scope="col" class="n">Items there</th><th scope="col" class="n">Left by rule</th><th scope="col" class="n">Failed</th><th scope="col" class="n">Copied</th><th scope="col" class="n">Time</th></tr></thead><tbody>""");
        foreach (var mailbox in mailboxes)
        {
            page.Add($"""<tr><th scope="row">{mailbox.Source}<span class="note">to {mailbox.Destination}</span></th><td class="name">{Last(mailbox)}""");
            if (mailbox.LastDetails.Length > 0)
            {
                page.Add($"""<span class="note">{mailbox.LastDetails}</span>""");
            }

            page.Add($"""</td><td class="n">{(long)mailbox.Passes}</td><td class="n">{mailbox.Items}</td><td class="n">{mailbox.Skipped}</td><td class="n">{mailbox.ItemErrors}</td>""");
            page.Add($"""<td class="n">{Quantity.Bytes(mailbox.Bytes)}</td><td class="n">{Quantity.Duration(TimeSpan.FromMinutes(mailbox.ActiveMinutes))}</td></tr>""");
            await page.FlushWhenFullAsync(cancellationToken);
        }

        page.Add($"</tbody></table></div></section>");
    }

    // Steps are forgotten in time; the verdict stays.
    private static void WriteCheck(HtmlPage page, CheckReport check)
    {
        if (check.Steps.Count > 0)
        {
            HtmlCheckWriter.AddSteps(page, check.Steps);
        }
        else
        {
            page.Add($"<p>Its steps are not kept any more.</p>");
        }
    }

    private static string Last(MailboxStatistics mailbox) =>
        mailbox is { LastState: { } state, LastKind: { } kind } ? $"{PassWords.Of(PassWords.StateOf(state))} ({PassWords.ShortOf(kind)})" : "None";

    private static string Way(EndpointInfo endpoint) =>
        endpoint.Login is { } login ? $"Signed in to as {login}" : endpoint.HasSecret ? "Signed in to by an application's key" : "Signed in to by each mailbox";

    // The grades of a migration's report have the same looks.
    private static string Badge(RunbookState state) => state switch
    {
        RunbookState.Done => "Perfect",
        RunbookState.Begun => "Investigate",
        RunbookState.Open or RunbookState.NotNeeded => "Untried",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No badge for this state."),
    };
}
