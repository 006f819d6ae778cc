using Spectre.Console;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Output;

/// <summary>A dry run's plan: every folder with where it would go and what it holds, then what there is to say of its name.</summary>
internal static class PlanPrinter
{
    public static void Print(RunReport report, IAnsiConsole console)
    {
        // One that failed before its folders were known has no plan; why is told below.
        var planned = report.Mailboxes.Select(result => result.Report).Where(mailbox => mailbox.Folders.Count > 0).ToList();
        foreach (var mailbox in planned)
        {
            console.MarkupLine($"[bold]{Shown(mailbox.Source.Value)}[/] to {Shown(mailbox.Destination.Value)}");
            PrintFolders(mailbox, console);
            foreach (var folder in mailbox.Folders)
            {
                PrintRemark(folder, console);
            }

            console.WriteLine();
        }

        if (planned.Count > 0 && report.Estimate is { } estimate)
        {
            console.WriteLine($"{Quantity.Duration(estimate.Time)} is an estimate. {estimate.Assumptions}");
        }

        console.WriteLine("Nothing was written at the destination: this was a dry run.");
    }

    private static void PrintFolders(MailboxReport mailbox, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        table.AddColumn("Source folder").AddColumn("Destination folder");
        foreach (var head in (ReadOnlySpan<string>)["Found", "To copy", "Size", "There", "By rule"])
        {
            table.AddColumn(new TableColumn(head).RightAligned().NoWrap());
        }

        foreach (var folder in mailbox.Folders)
        {
            table.AddRow([Shown(folder.Source), Shown(folder.Destination ?? "–"), .. Cells(folder.Totals)]);
        }

        table.AddEmptyRow();
        table.AddRow(["All", "", .. Cells(mailbox.Totals)]);
        console.Write(table);
    }

    private static void PrintRemark(FolderReport folder, IAnsiConsole console)
    {
        string?[] remarks =
        [
            folder.Failure?.Message,
            folder.LeftOut is { } reason ? $"left out: {reason}" : null,
            folder.Renamed is { } change ? $"renamed: {change}" : null,
            folder.Joins is { } first ? $"goes together with \"{first}\"" : null,
        ];
        foreach (var remark in remarks.OfType<string>())
        {
            console.Write(new Padder(new Text(VisibleText.Of($"\"{folder.Source}\" {remark}")), new Padding(2, 0, 0, 0)));
        }
    }

    private static IEnumerable<string> Cells(Totals totals) =>
    [
        Quantity.Count(totals.Found), Quantity.Count(totals.WouldCopy), Quantity.Bytes(totals.WouldCopyBytes), Quantity.Count(totals.AlreadyThere),
        Quantity.Count(totals.Skipped - totals.WouldCopy),
    ];

    private static string Shown(string text) => Markup.Escape(VisibleText.Of(text));
}
