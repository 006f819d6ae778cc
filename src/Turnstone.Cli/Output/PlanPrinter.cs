using Spectre.Console;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Output;

/// <summary>A dry run's plan: every folder with where it would go and what it holds.</summary>
internal static class PlanPrinter
{
    public static void Print(RunReport report, IAnsiConsole console)
    {
        foreach (var mailbox in report.Mailboxes.Select(result => result.Report))
        {
            console.MarkupLine($"[bold]{Markup.Escape(mailbox.Source.Value)}[/] to {Markup.Escape(mailbox.Destination.Value)}");
            var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
            table.AddColumn("Source folder").AddColumn("Destination folder");
            table.AddColumn(new TableColumn("Items").RightAligned()).AddColumn("Remark");
            foreach (var folder in mailbox.Folders)
            {
                table.AddRow(
                    Shown(folder.Source), Shown(folder.Destination ?? "–"), Quantity.Count(folder.Totals.Found),
                    Shown(folder.Failure?.Message ?? folder.LeftOut ?? folder.Renamed ?? ""));
            }

            console.Write(table);
        }

        console.WriteLine("Nothing was written: this was a dry run.");
    }

    private static string Shown(string text) => Markup.Escape(VisibleText.Of(text));
}
