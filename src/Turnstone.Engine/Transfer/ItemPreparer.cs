using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>Turns a fetched item into one that can be delivered. Looks at its head; never touches its bytes.</summary>
internal sealed class ItemPreparer(DateTimeOffset passStarted)
{
    public Parcel Prepare(FetchedItem.Read read, SourceKey key, long reserved)
    {
        var head = MessageHead.Read(read.Content);
        var (received, fallback) = ReceivedTime(read.Item, head);
        var item = new PreparedItem
        {
            Source = read.Item,
            SourceKey = key,
            ContentKey = head.Key,
            Content = read.Content,
            Received = received,
            Sent = head.Date,
            Flags = read.Item.Flags,
            Categories = KeywordPolicy.CategoriesOf(read.Item),
        };
        return new Parcel(item, reserved, fallback) { IsIntricate = head.IsIntricate };
    }

    /// <summary>INTERNALDATE, else the last hop, else the Date field, else the pass; whichever stood in is recorded.</summary>
    private (DateTimeOffset Received, string? Fallback) ReceivedTime(SourceItem item, MessageHead head) =>
        item.Received is { } received ? (received, null)
        : head.LastHop is { } hop ? (hop, "the source has no usable INTERNALDATE; received time taken from the Received field")
        : head.Date is { } date ? (date, "the source has no usable INTERNALDATE; received time taken from the Date field")
        : (Whole(passStarted), "the source has no date of any kind for it; received time is that of the pass");

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
