using System.Globalization;
using System.Text;

namespace Turnstone.Engine.Reporting;

/// <summary>
/// The report as one flat table for a spreadsheet. The first column says what a line is: <c>mailbox</c> (its totals), then its
/// <c>folder</c> lines, then its <c>item</c> lines (what was not plainly copied). Filter by it before adding up a column.
/// </summary>
public sealed class CsvReportWriter : IReportWriter<RunReport>
{
    /// <summary>Without the mark Excel reads the file in the machine's old code page.</summary>
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    private static readonly string[] Header =
    [
        "Kind", "Source", "Destination", "Pass", "Status", "Grade", "Folder", "Destination folder",
        "Found", "Copied", "Already there", "Skipped", "Failed", "Bytes copied",
        "UID", "Outcome", "Code", "Message", "Remedy", "Item bytes", "Received", "Repair", "Renamed or left out",
        "Compared how", "Compared", "Different", "Active seconds", "Passive seconds", "Would copy", "Would copy bytes", "Joins",
        "Flags refreshed", "Flags kept", "Flags not found", "Flags refused", "Flags would refresh",
    ];

    /// <inheritdoc/>
    public async Task WriteAsync(RunReport report, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var writer = new StreamWriter(output, Encoding, bufferSize: 64 << 10, leaveOpen: true);
        var lines = new CsvLineWriter(writer);
        await lines.WriteAsync(Header, cancellationToken);
        foreach (var result in report.Mailboxes)
        {
            var mailbox = result.Report;
            await lines.WriteAsync(
                [.. Start("mailbox", mailbox), "", "", .. Counts(mailbox.Totals), "", "", .. Reason(mailbox.Failure), "", "", "", "", .. Compared(mailbox.Verification), .. Times(mailbox), .. Plan(mailbox.Totals), "", .. Refreshed(mailbox.Refresh)],
                cancellationToken);
            foreach (var folder in mailbox.Folders)
            {
                await lines.WriteAsync(
                    [
                        .. Start("folder", mailbox), folder.Source, folder.Destination, .. Counts(folder.Totals), "", "",
                        .. Reason(folder.Failure), "", "", "", folder.Renamed ?? folder.LeftOut, "", "", "", "", "",
                        .. Plan(folder.Totals), folder.Joins, .. Refreshed(folder.Refresh),
                    ],
                    cancellationToken);
            }

            await foreach (var note in result.Notes(cancellationToken).WithCancellation(cancellationToken))
            {
                await lines.WriteAsync([.. Start("item", mailbox), note.Folder, "", "", "", "", "", "", "", .. Item(note), "", "", "", "", "", "", "", "", "", .. Refreshed(null)], cancellationToken);
            }
        }
    }

    private static string?[] Start(string kind, MailboxReport mailbox) =>
    [
        kind, mailbox.Source.Value, mailbox.Destination.Value, ReportWords.For(mailbox.Pass), ReportWords.For(mailbox.Status), mailbox.Grade.ToString(),
    ];

    private static string[] Counts(Totals totals) =>
    [
        Number(totals.Found), Number(totals.Copied), Number(totals.AlreadyThere), Number(totals.Skipped), Number(totals.Failed), Number(totals.BytesCopied),
    ];

    private static string[] Plan(Totals totals) => [Number(totals.WouldCopy), Number(totals.WouldCopyBytes)];

    private static string[] Refreshed(RefreshTotals? totals) => totals is null
        ? ["", "", "", "", ""]
        : [Number(totals.Refreshed), Number(totals.Kept), Number(totals.NotFound), Number(totals.Failed), Number(totals.WouldRefresh)];

    private static string?[] Reason(Failures.Failure? failure) => [failure?.Code.Value, failure?.Message, failure?.Remedy];

    private static string[] Compared(VerificationResult result) => [ReportWords.For(result.Mode), Number(result.Compared), Number(result.Different)];

    private static string[] Times(MailboxReport mailbox) => [Seconds(mailbox.Active), Seconds(mailbox.Passive)];

    private static string?[] Item(ItemNote note) =>
    [
        Number(note.Uid), ReportWords.For(note.Outcome), note.Code?.Value, note.Message, note.Remedy, Number(note.Bytes),
        note.Received is { } received ? ReportWords.For(received) : "", note.Repair,
    ];

    private static string Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3).ToString(CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
