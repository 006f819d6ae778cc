using Turnstone.Client.Mailboxes;

namespace Turnstone.Server.Mailboxes;

/// <summary>Where a mailbox stands.</summary>
/// <param name="Latest">The pass over it that was submitted last; null where none was.</param>
/// <param name="ItemErrors">Items that failed in the last that moves mail.</param>
internal sealed record MailboxStanding(LatestPassInfo? Latest, long ItemErrors)
{
    /// <summary>No pass yet.</summary>
    public static MailboxStanding None { get; } = new(null, 0);
}
