using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting.Html;

namespace Turnstone.Engine.Reporting;

public sealed partial class HtmlReportWriter
{
    private static async Task WriteMailboxAsync(HtmlPage page, int number, MailboxResult result, bool isPlan, CancellationToken cancellationToken)
    {
        var mailbox = result.Report;
        var id = "m" + number.ToString(CultureInfo.InvariantCulture);
        page.Add($"""<section aria-labelledby="{id}"><h2 id="{id}">{mailbox.Source.Value}""");
        if (!isPlan)
        {
            page.Add($""" <span class="badge {mailbox.Grade.ToString()}">{mailbox.Grade.ToString()}</span>""");
        }

        page.Add($"""</h2><p class="quiet">{Summary(mailbox)}{(isPlan ? "" : " " + VerificationSentence.Of(mailbox.Verification))}</p>""");
        if (mailbox.Failure is { } failure)
        {
            page.Add($"""<div class="problem"><h3><code>{failure.Code.Value}</code></h3><p>{failure.Message}</p><p>{failure.Remedy}</p></div>""");
        }

        if (mailbox.Folders.Count > 0)
        {
            await WriteFoldersAsync(page, mailbox, isPlan, cancellationToken);
        }

        await WriteItemsAsync(page, result, cancellationToken);
        page.Add($"</section>");
    }

    private static async Task WriteFoldersAsync(HtmlPage page, MailboxReport mailbox, bool isPlan, CancellationToken cancellationToken)
    {
        page.Add($"""<div class="card"><table><caption>Folders</caption><thead><tr><th scope="col">Source folder</th><th scope="col">Destination folder</th>""");
        WriteCountHeads(page, isPlan);
        page.Add($"</tr></thead><tbody>");
        foreach (var folder in mailbox.Folders)
        {
            page.Add($"""<tr><th scope="row">{folder.Source}</th><td class="name">{folder.Destination ?? "–"}""");
            WriteNote(page, "renamed: ", folder.Renamed);
            WriteNote(page, "together with: ", folder.Joins);
            WriteNote(page, "left out: ", folder.LeftOut);
            WriteNote(page, "failed: ", folder.Failure?.Message);
            WriteNote(page, "", folder.Refresh is { Changed: > 0 } refresh ? RefreshSentence.Of(refresh) : null);
            page.Add($"</td>");
            WriteCounts(page, folder.Totals, isPlan);
            page.Add($"</tr>");
            await page.FlushWhenFullAsync(cancellationToken);
        }

        page.Add($"""</tbody><tfoot><tr><th scope="row" colspan="2">All folders</th>""");
        WriteCounts(page, mailbox.Totals, isPlan);
        page.Add($"</tr></tfoot></table></div>");
    }

    private static async Task WriteItemsAsync(HtmlPage page, MailboxResult result, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var note in result.Notes(cancellationToken).WithCancellation(cancellationToken))
        {
            count++;
            if (count == 1)
            {
                page.Add($"""<details><summary>Messages to look at</summary><div class="card"><table><thead><tr><th scope="col">Folder</th><th scope="col" class="n">UID</th>""");
                page.Add($"""<th scope="col">Outcome</th><th scope="col">Why, and what to do</th><th scope="col" class="n">Size</th><th scope="col">Received</th></tr></thead><tbody>""");
            }

            if (count <= ItemsShown)
            {
                WriteItem(page, note);
                await page.FlushWhenFullAsync(cancellationToken);
            }
        }

        if (count > 0)
        {
            page.Add($"</tbody></table></div>");
            page.Add($"""<p class="quiet">{(count > ItemsShown ? $"The first {Quantity.Count(ItemsShown)} of {Quantity.Count(count)}; the JSON and CSV reports list all." : $"{Quantity.Count(count)} in all.")}</p></details>""");
        }
    }

    private static void WriteItem(HtmlPage page, ItemNote note)
    {
        page.Add($"""<tr><th scope="row">{note.Folder}</th><td class="n">{note.Uid.ToString(CultureInfo.InvariantCulture)}</td>""");
        var word = note.Code == FailureCodes.VerificationDifferent || note.Code == FailureCodes.DestinationFlagsRefused ? "different" : note.Repair is null ? ReportWords.For(note.Outcome) : "repaired";
        page.Add($"""<td>{word}</td><td class="name">{(note.Message.Length > 0 ? note.Message : note.Repair ?? "")}""");
        WriteNote(page, "repaired: ", note.Message.Length > 0 ? note.Repair : null);
        WriteNote(page, "", note.Remedy);
        page.Add($"""</td><td class="n">{Quantity.Bytes(note.Bytes)}</td><td>{(note.Received is { } received ? ReportWords.ForReading(received) : "–")}</td></tr>""");
    }

    private static void WriteNote(HtmlPage page, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            page.Add($"""<span class="note">{label}{text}</span>""");
        }
    }

    private static void WriteCountHeads(HtmlPage page, bool isPlan)
    {
        if (isPlan)
        {
            page.Add($"""<th scope="col" class="n">Found</th><th scope="col" class="n">To copy</th><th scope="col" class="n">Size to copy</th>""");
            page.Add($"""<th scope="col" class="n">Already there</th><th scope="col" class="n">Left by rule</th><th scope="col" class="n">Failed</th>""");
            return;
        }

        page.Add($"""<th scope="col" class="n">Found</th><th scope="col" class="n">Copied</th><th scope="col" class="n">Already there</th>""");
        page.Add($"""<th scope="col" class="n">Skipped</th><th scope="col" class="n">Failed</th><th scope="col" class="n">Size</th>""");
    }

    private static void WriteCounts(HtmlPage page, Totals totals, bool isPlan)
    {
        if (isPlan)
        {
            page.Add($"""<td class="n">{totals.Found}</td><td class="n">{totals.WouldCopy}</td><td class="n">{Quantity.Bytes(totals.WouldCopyBytes)}</td>""");
            page.Add($"""<td class="n">{totals.AlreadyThere}</td><td class="n">{totals.Skipped - totals.WouldCopy}</td><td class="n">{totals.Failed}</td>""");
            return;
        }

        page.Add($"""<td class="n">{totals.Found}</td><td class="n">{totals.Copied}</td><td class="n">{totals.AlreadyThere}</td>""");
        page.Add($"""<td class="n">{totals.Skipped}</td><td class="n">{totals.Failed}</td><td class="n">{Quantity.Bytes(totals.BytesCopied)}</td>""");
    }

    private static string Summary(MailboxReport mailbox)
    {
        var repaired = mailbox.Repaired > 0 ? $", {Quantity.Count(mailbox.Repaired)} after a repair" : "";
        var refreshed = mailbox.Refresh is { } refresh ? " " + RefreshSentence.Of(refresh) : "";
        var waited = mailbox.Passive.TotalSeconds >= 1 ? $", of which {Quantity.Duration(mailbox.Passive)} waiting" : "";
        return $"{Title(mailbox.Pass)} into {mailbox.Destination.Value}: {ReportWords.For(mailbox.Status).ToLowerInvariant()}{repaired}, in {Quantity.Duration(mailbox.Finished - mailbox.Started)}{waited}.";
    }
}
