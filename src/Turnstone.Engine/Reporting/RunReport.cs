namespace Turnstone.Engine.Reporting;

/// <summary>What one run did to all of its mailboxes: what the report writers write.</summary>
public sealed record RunReport
{
    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the run ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>One result a mailbox, in the order they were given.</summary>
    public required IReadOnlyList<MailboxResult> Mailboxes { get; init; }

    /// <summary>How long the real pass will take; null unless this was a dry run.</summary>
    public Estimate? Estimate { get; init; }

    /// <summary>The sum over all mailboxes.</summary>
    public Totals Totals => Mailboxes.Aggregate(new Totals(), (sum, mailbox) => sum + mailbox.Report.Totals);

    /// <summary>The sum of all mailboxes' refreshed states; null where none were to be brought over.</summary>
    public RefreshTotals? Refresh => RefreshTotals.Sum(Mailboxes.Select(mailbox => mailbox.Report.Refresh));

    /// <summary>How long the run took until the last mailbox had only comparing left to do.</summary>
    public TimeSpan Moving => Mailboxes.Count == 0 ? TimeSpan.Zero : Mailboxes.Max(mailbox => mailbox.Report.Moved ?? Finished) - Started;
}
