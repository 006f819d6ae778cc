using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Reporting;

/// <summary>The whole run in a sentence or two: the first thing a person wants to know.</summary>
public static class Headline
{
    /// <summary>Such as <c>5 mailboxes, 3,412 messages, all there.</c></summary>
    public static string Of(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var mailboxes = report.Mailboxes;
        var failed = mailboxes.Count(mailbox => mailbox.Report.Status == PassStatus.Failed);
        var stopped = mailboxes.Count(mailbox => mailbox.Report.Status == PassStatus.Stopped);
        List<string> sentences = [];
        if (failed > 0)
        {
            sentences.Add($"{Part(failed, mailboxes.Count)} failed.");
        }

        if (stopped > 0)
        {
            sentences.Add($"{Part(stopped, mailboxes.Count)} stopped on request; the same command carries on.");
        }

        if (mailboxes.Count > 0 && mailboxes.All(mailbox => mailbox.Report.Pass == PassKind.Verify))
        {
            if (failed + stopped < mailboxes.Count)
            {
                sentences.Add($"{Count(mailboxes.Count - failed - stopped, "mailbox", "mailboxes")} ready: both sides answer and let us in.");
            }
        }
        else if (report.Totals.Found > 0 || failed + stopped == 0)
        {
            sentences.Add(report.Estimate is null ? Messages(report.Totals, mailboxes.Count) : Plan(report.Totals, mailboxes.Count, report.Estimate));
        }

        if (mailboxes.Sum(mailbox => mailbox.Report.Verification.Different) is > 0 and var different)
        {
            sentences.Add($"{Count(different, "message is", "messages are")} not as at the source.");
        }

        return string.Join(' ', sentences);
    }

    private static string Messages(Totals totals, int mailboxes)
    {
        var start = $"{Count(mailboxes, "mailbox", "mailboxes")}, {Count(totals.Found, "message", "messages")}";
        var there = totals.Copied + totals.AlreadyThere;
        if (totals.Found == there)
        {
            return totals.Found == 0 ? $"{start}." : $"{start}, all there.";
        }

        List<string> parts = [$"{Quantity.Count(there)} there"];
        if (totals.Skipped > 0)
        {
            parts.Add($"{Quantity.Count(totals.Skipped)} left for a later pass");
        }

        if (totals.Failed > 0)
        {
            parts.Add($"{Quantity.Count(totals.Failed)} could not be copied");
        }

        if (!totals.AddsUp)
        {
            parts.Add("the rest not reached");
        }

        return $"{start}: {string.Join(", ", parts)}.";
    }

    private static string Plan(Totals totals, int mailboxes, Estimate estimate)
    {
        List<string> parts = [$"{Quantity.Count(totals.WouldCopy)} ({Quantity.Bytes(totals.WouldCopyBytes)}) to copy"];
        if (totals.AlreadyThere > 0)
        {
            parts.Add($"{Quantity.Count(totals.AlreadyThere)} there");
        }

        if (totals.Skipped > totals.WouldCopy)
        {
            parts.Add($"{Quantity.Count(totals.Skipped - totals.WouldCopy)} left by rule");
        }

        if (totals.Failed > 0)
        {
            parts.Add($"{Quantity.Count(totals.Failed)} cannot be read");
        }

        return $"{Count(mailboxes, "mailbox", "mailboxes")}, {Count(totals.Found, "message", "messages")}: {string.Join(", ", parts)}. Estimated time {Quantity.Duration(estimate.Time)}.";
    }

    private static string Part(int part, int all) => part == all ? Count(all, "mailbox", "mailboxes") : $"{Quantity.Count(part)} of {Count(all, "mailbox", "mailboxes")}";

    private static string Count(long count, string one, string many) => $"{Quantity.Count(count)} {(count == 1 ? one : many)}";
}
