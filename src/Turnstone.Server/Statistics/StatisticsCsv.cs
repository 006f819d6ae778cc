using System.Globalization;
using System.Text;
using Turnstone.Client.Statistics;
using Turnstone.Engine.Reporting;

namespace Turnstone.Server.Statistics;

/// <summary>
/// Statistics with the columns that scripts around the market leader's report know. An IMAP server gives folders and mail: the columns of
/// other kinds are there and zero.
/// </summary>
internal static class StatisticsCsv
{
    private static readonly string[] Sides = ["Source", "Destination"];
    private static readonly string[] Kinds = ["Folder", "Calendar", "Contact", "Email", "Task", "Note", "Journal", "Total"];

    /// <summary>With a header; UTF-8 with a mark at its beginning, without which spreadsheets garble names.</summary>
    public static async Task WriteAsync(string project, IReadOnlyList<MailboxStatistics> mailboxes, Stream output, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var lines = new CsvLineWriter(writer);
        await lines.WriteAsync(Header(), cancellationToken);
        foreach (var mailbox in mailboxes)
        {
            await lines.WriteAsync(Fields(project, mailbox), cancellationToken);
        }
    }

    private static IReadOnlyList<string> Header() =>
    [
        "Project Type", "Project Name", "Mailbox Id", "Source Email Address", "Destination Email Address",
        .. Kinds.SelectMany(kind => new[] { $"{kind} Success Count", $"{kind} Success Size (bytes)", $"{kind} Error Count", $"{kind} Error Size (bytes)" }),
        .. Sides.SelectMany(side => new[]
        {
            $"{side} Active Duration (minutes)", $"{side} Passive Duration (minutes)", $"{side} Data Speed (MB/hour)", $"{side} Item Speed (items/hour)",
        }),
        "Migrations Performed", "Last Migration Type", "Last Status", "Last Status Details",
    ];

    private static IReadOnlyList<string> Fields(string project, MailboxStatistics mailbox) =>
    [
        "Mailbox", project, mailbox.MailboxId.ToString(), mailbox.Source, mailbox.Destination,
        .. Kinds.SelectMany(kind => Counts(kind, mailbox)).Select(count => count.ToString(CultureInfo.InvariantCulture)),
        .. Speeds(mailbox), .. Speeds(mailbox),
        mailbox.Passes.ToString(CultureInfo.InvariantCulture), mailbox.LastKind?.ToString() ?? "", mailbox.LastState?.ToString() ?? "Not submitted", mailbox.LastDetails,
    ];

    private static long[] Counts(string kind, MailboxStatistics mailbox) => kind switch
    {
        "Folder" => [mailbox.Folders, 0, mailbox.FolderErrors, 0],
        "Email" => [mailbox.Items, mailbox.Bytes, mailbox.ItemErrors, mailbox.ErrorBytes],
        "Total" => [mailbox.Folders + mailbox.Items, mailbox.Bytes, mailbox.FolderErrors + mailbox.ItemErrors, mailbox.ErrorBytes],
        _ => [0, 0, 0, 0],
    };

    // Both ends work and wait together here: a pass reads and writes at the same time.
    private static string[] Speeds(MailboxStatistics mailbox) =>
        [.. new[] { mailbox.ActiveMinutes, mailbox.PassiveMinutes, mailbox.MegabytesAnHour, mailbox.ItemsAnHour }.Select(value => value.ToString("0.##", CultureInfo.InvariantCulture))];
}
