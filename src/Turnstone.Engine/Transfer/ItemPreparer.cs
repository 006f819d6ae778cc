using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer.Recipients;

namespace Turnstone.Engine.Transfer;

/// <summary>Turns a fetched item into one that can be delivered. Looks at its head; touches its bytes only where the operator has addresses mapped.</summary>
internal sealed class ItemPreparer(SmtpAddress mailbox, PassOptions options, DateTimeOffset passStarted)
{
    private readonly HeadRewriter _rewriter = new(new RecipientMap(options.RecipientMappings));

    /// <summary>The item's parcel, which owns the content from now on. Its keys are those of the original, whatever is rewritten.</summary>
    public Parcel Prepare(FetchedItem.Read read, SourceKey key, long reserved)
    {
        var head = MessageHead.Read(read.Content, mailbox);
        var (found, fallback) = ReceivedTimeOf(read.Item, head);
        var received = found ?? Whole(passStarted);
        var categories = options.Keywords.CategoriesOf(read.Item);
        var content = _rewriter.Apply(read.Content);
        var rewriting = ReferenceEquals(content, read.Content) ? null : HeadRewriter.What;
        var item = new PreparedItem
        {
            Source = read.Item,
            SourceKey = key,
            ContentKey = head.Key,
            Content = content,
            Received = received,

            // Exchange would write the day of the migration there. A draft was not sent.
            Sent = head.Date ?? (read.Item.Flags.HasFlag(ItemFlags.Draft) ? null : received),
            Flags = read.Item.Flags,
            Categories = categories.Names,
        };
        return new Parcel(item, reserved, RepairWords.Join(fallback, rewriting, categories.Change))
        {
            IsIntricate = head.IsIntricate,
            FormerKey = head.FormerKey,
            OwnDate = read.Item.Received is null ? found : null,
        };
    }

    /// <summary>INTERNALDATE, else the last hop, else the Date field; null, which stands for the pass, where there is none. Whatever stood in is recorded.</summary>
    private static (DateTimeOffset? Received, string? Fallback) ReceivedTimeOf(SourceItem item, MessageHead head) =>
        item.Received is { } received ? (received, null)
        : head.LastHop is { } hop && ReceivedTime.IsSensible(hop) ? (hop, "the source has no usable INTERNALDATE; received time taken from the Received field")
        : head.Date is { } date && ReceivedTime.IsSensible(date) ? (date, "the source has no usable INTERNALDATE; received time taken from the Date field")
        : (null, "the source has no date of any kind for it; received time is that of the pass");

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
