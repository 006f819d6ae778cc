namespace Turnstone.Engine.Reporting;

/// <summary>A mailbox's report with the way to its item notes, which may be too many to hold.</summary>
/// <param name="Report">The counts.</param>
/// <param name="Notes">Reads the notes from the start; may be called several times, one after the other.</param>
public sealed record MailboxResult(MailboxReport Report, Func<CancellationToken, IAsyncEnumerable<ItemNote>> Notes)
{
    /// <summary>A result that has no item notes.</summary>
    public MailboxResult(MailboxReport report)
        : this(report, static _ => AsyncEnumerable.Empty<ItemNote>())
    {
    }
}
