namespace Turnstone.Server.Statistics;

/// <summary>What statistics go by: all passes over a mailbox together, the last that was submitted, and the last that is over and moved mail.</summary>
internal sealed record MailboxPasses(PassSums Sums, PassEnd? Last, PassEnd? Moving)
{
    /// <summary>No pass yet.</summary>
    public static MailboxPasses None { get; } = new(new PassSums(0, 0, 0, 0, 0), null, null);
}
