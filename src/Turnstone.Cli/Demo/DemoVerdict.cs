using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Demo;

/// <summary>Whether the demo's last pass accounts for every message that was put into the old server.</summary>
internal static class DemoVerdict
{
    /// <summary>What is wrong, in sentences; empty when all is there.</summary>
    public static IReadOnlyList<string> Of(RunReport report, long expected)
    {
        List<string> faults = [];
        foreach (var mailbox in report.Mailboxes.Select(result => result.Report))
        {
            if (mailbox.Status != PassStatus.Completed)
            {
                faults.Add($"{mailbox.Source} ended as \"{ReportWords.For(mailbox.Status)}\".");
            }

            foreach (var folder in mailbox.Folders.Where(folder => !folder.Totals.AddsUp))
            {
                faults.Add($"{mailbox.Source}, {VisibleText.Of(folder.Source)}: the numbers do not add up.");
            }
        }

        var totals = report.Totals;
        if (totals.Found != expected)
        {
            faults.Add($"The old server was given {Quantity.Count(expected)} messages; {Quantity.Count(totals.Found)} were found.");
        }

        if (totals.Copied + totals.AlreadyThere != expected)
        {
            faults.Add($"Of {Quantity.Count(expected)} messages {Quantity.Count(totals.Copied + totals.AlreadyThere)} are in the new server.");
        }

        return faults;
    }
}
