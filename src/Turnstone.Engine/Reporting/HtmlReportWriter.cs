using Turnstone.Engine.Failures;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting.Html;

namespace Turnstone.Engine.Reporting;

/// <summary>
/// The report for people: one file, nothing fetched from anywhere, for the screen in light and dark and for paper. Every mailbox and
/// folder is in it; of each mailbox's items the first <see cref="ItemsShown"/>, the JSON and CSV reports hold them all.
/// </summary>
public sealed partial class HtmlReportWriter : IReportWriter<RunReport>
{
    /// <summary>Items shown a mailbox: what a person reads and a browser lays out quickly.</summary>
    public const int ItemsShown = 500;

    /// <inheritdoc/>
    public async Task WriteAsync(RunReport report, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new HtmlPage(output);
        var isPlan = report.Estimate is not null;
        WriteHead(page, report);
        page.Add($"<main>");
        WriteTotals(page, report);
        WriteProblems(page, await ProblemList.GatherAsync(report.Mailboxes, cancellationToken));
        await WriteMailboxesAsync(page, report, cancellationToken);
        for (var i = 0; i < report.Mailboxes.Count; i++)
        {
            await WriteMailboxAsync(page, i + 1, report.Mailboxes[i], isPlan, cancellationToken);
        }

        page.Add($"</main>");
        page.Add($"<footer>Written by Turnstone {report.Version}. Times are UTC; sizes are of the messages as the source served them. The source was only read.</footer>");
        page.Add($"</body></html>");
        await page.FlushAsync(cancellationToken);
    }

    private static void WriteHead(HtmlPage page, RunReport report)
    {
        page.AddHead($"Migration {Kind(report)}, {ReportWords.For(report.Finished)}", $"Turnstone migration {Kind(report)}", Headline.Of(report));
        page.Add($"""<p class="quiet">{Passes(report)}, {ReportWords.ForReading(report.Started)} to {ReportWords.ForReading(report.Finished)} UTC</p>""");
        if (report.Estimate is { } estimate)
        {
            page.Add($"""<p class="quiet">{Quantity.Duration(estimate.Time)} is an estimate. {estimate.Assumptions} Nothing was written at the destination.</p>""");
        }

        page.Add($"</header>");
    }

    private static void WriteTotals(HtmlPage page, RunReport report)
    {
        var totals = report.Totals;
        var time = report.Finished - report.Started;
        page.Add($"""<dl class="totals" aria-label="Totals">""");
        if (report.Estimate is { } estimate)
        {
            page.Add($"<div><dt>Found</dt><dd>{totals.Found}</dd></div><div><dt>To copy</dt><dd>{totals.WouldCopy}</dd></div>");
            page.Add($"<div><dt>Size to copy</dt><dd>{Quantity.Bytes(totals.WouldCopyBytes)}</dd></div><div><dt>Already there</dt><dd>{totals.AlreadyThere}</dd></div>");
            page.Add($"<div><dt>Left by rule</dt><dd>{totals.Skipped - totals.WouldCopy}</dd></div><div><dt>Failed</dt><dd>{totals.Failed}</dd></div>");
            page.Add($"<div><dt>Estimated time</dt><dd>{Quantity.Duration(estimate.Time)}</dd></div></dl>");
            return;
        }

        page.Add($"<div><dt>Found</dt><dd>{totals.Found}</dd></div><div><dt>Copied</dt><dd>{totals.Copied}</dd></div>");
        page.Add($"<div><dt>Already there</dt><dd>{totals.AlreadyThere}</dd></div><div><dt>Left by rule</dt><dd>{totals.Skipped}</dd></div>");
        page.Add($"<div><dt>Failed</dt><dd>{totals.Failed}</dd></div><div><dt>Copied size</dt><dd>{Quantity.Bytes(totals.BytesCopied)}</dd></div>");
        page.Add($"<div><dt>Time</dt><dd>{Quantity.Duration(time)}</dd></div><div><dt>Rate</dt><dd>{Rate(totals.Copied, report.Moving)}</dd></div></dl>");
    }

    private static void WriteProblems(HtmlPage page, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        page.Add($"""<section aria-labelledby="problems"><h2 id="problems">What to look at</h2>""");
        foreach (var problem in problems)
        {
            page.Add($"""<div class="problem"><h3>{problem.Count} {Noun(problem)} <code>{problem.Code.Value}</code></h3><p>{problem.Message}</p>""");
            if (problem.Remedy.Length > 0)
            {
                page.Add($"<p><strong>What to do:</strong> {problem.Remedy}</p>");
            }

            page.Add($"""<p class="note">{(problem.Count > 1 ? "First" : "Where")}: {problem.Example}</p></div>""");
        }

        page.Add($"</section>");
    }

    private static async Task WriteMailboxesAsync(HtmlPage page, RunReport report, CancellationToken cancellationToken)
    {
        page.Add($"""<section aria-labelledby="mailboxes"><h2 id="mailboxes">Mailboxes</h2><div class="card"><table><thead><tr>""");
        page.Add($"""<th scope="col">Mailbox</th>""");
        if (report.Estimate is null)
        {
            page.Add($"""<th scope="col">Grade</th>""");
        }

        page.Add($"""<th scope="col">Status</th>""");
        WriteCountHeads(page, report.Estimate is not null);
        page.Add($"""<th scope="col" class="n">Time</th></tr></thead><tbody>""");
        for (var i = 0; i < report.Mailboxes.Count; i++)
        {
            var mailbox = report.Mailboxes[i].Report;
            page.Add($"""<tr><th scope="row"><a href="#m{(i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}">{mailbox.Source.Value}</a><span class="note">to {mailbox.Destination.Value}</span></th>""");
            if (report.Estimate is null)
            {
                page.Add($"""<td><span class="badge {mailbox.Grade.ToString()}">{mailbox.Grade.ToString()}</span></td>""");
            }

            page.Add($"""<td>{ReportWords.For(mailbox.Status)}</td>""");
            WriteCounts(page, mailbox.Totals, report.Estimate is not null);
            page.Add($"""<td class="n">{Quantity.Duration(mailbox.Finished - mailbox.Started)}</td></tr>""");
            await page.FlushWhenFullAsync(cancellationToken);
        }

        page.Add($"</tbody>");
        if (report.Mailboxes.Count > 1)
        {
            page.Add($"""<tfoot><tr><th scope="row" colspan="{(report.Estimate is null ? "3" : "2")}">All mailboxes</th>""");
            WriteCounts(page, report.Totals, report.Estimate is not null);
            page.Add($"""<td class="n">{Quantity.Duration(report.Finished - report.Started)}</td></tr></tfoot>""");
        }

        page.Add($"</table></div></section>");
    }

    private static string Kind(RunReport report) => report.Estimate is null ? "report" : "plan";

    private static string Noun(Problem problem) => (problem.Scope, problem.Count) switch
    {
        (FailureScope.Item, 1) => "message",
        (FailureScope.Item, _) => "messages",
        (FailureScope.Folder, 1) => "folder",
        (FailureScope.Folder, _) => "folders",
        (FailureScope.Mailbox or FailureScope.Project, 1) => "mailbox",
        (FailureScope.Mailbox or FailureScope.Project, _) => "mailboxes",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem.Scope, "No word for this scope."),
    };

    private static string Passes(RunReport report) =>
        string.Join(", ", report.Mailboxes.Select(mailbox => mailbox.Report.Pass).Distinct().Select(Title).DefaultIfEmpty("No pass"));

    private static string Title(PassKind kind) => kind switch
    {
        PassKind.Verify => "Verification of credentials",
        PassKind.Trial => "Trial pass",
        PassKind.PreStage => "Pre-stage pass",
        PassKind.Full => "Full pass",
        PassKind.Retry => "Retry of errors",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No title for this kind of pass."),
    };

    private static string Rate(long items, TimeSpan time) => time <= TimeSpan.Zero ? "–" : Quantity.Rate(items / time.TotalSeconds);
}
