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

        var compared = report.Mailboxes.Sum(result => result.Report.Verification.Compared);
        if (compared != expected)
        {
            faults.Add($"Of {Quantity.Count(expected)} messages {Quantity.Count(compared)} were compared with the old server.");
        }

        if (report.Mailboxes.Sum(result => result.Report.Verification.Different) is > 0 and var different)
        {
            faults.Add($"{Quantity.Count(different)} messages are not in the new server as they were in the old one.");
        }

        return faults;
    }
}
