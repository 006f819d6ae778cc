using MailKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Turns a FETCH of flags, date and size into an item.</summary>
internal static class ImapItems
{
    public static SourceItem From(IMessageSummary summary, SourceFolder folder)
    {
        var flags = FlagsOf(summary.Flags ?? MessageFlags.None);
        List<string>? keywords = null;
        foreach (var keyword in summary.Keywords ?? Enumerable.Empty<string>())
        {
            if (keyword.Equals("$Forwarded", StringComparison.OrdinalIgnoreCase) || keyword.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
            {
                flags |= ItemFlags.Forwarded;
            }
            else
            {
                (keywords ??= []).Add(keyword);
            }
        }

        return new SourceItem
        {
            Uid = summary.UniqueId.Id,
            Size = summary.Size ?? 0,
            Received = SensibleDate(summary.InternalDate),
            Flags = flags,
            Keywords = keywords ?? (IReadOnlyList<string>)[],
            Labels = folder.SharesMessages ? SharedMessages.LabelsOf(summary, folder) : [],
            Identity = folder.SharesMessages ? SharedMessages.IdentityOf(summary) : null,
        };
    }

    /// <summary>In UTC; null for what says no more than that the server knows none ("00-Jan-0000" is year 1 to MailKit).</summary>
    internal static DateTimeOffset? SensibleDate(DateTimeOffset? date) =>
        date is { } given && ReceivedTime.IsSensible(given) ? given.ToUniversalTime() : null;

    private static ItemFlags FlagsOf(MessageFlags flags)
    {
        var result = ItemFlags.None;
        result |= flags.HasFlag(MessageFlags.Seen) ? ItemFlags.Seen : 0;
        result |= flags.HasFlag(MessageFlags.Answered) ? ItemFlags.Answered : 0;
        result |= flags.HasFlag(MessageFlags.Flagged) ? ItemFlags.Flagged : 0;
        result |= flags.HasFlag(MessageFlags.Draft) ? ItemFlags.Draft : 0;
        result |= flags.HasFlag(MessageFlags.Deleted) ? ItemFlags.Deleted : 0;
        return result;
    }
}
