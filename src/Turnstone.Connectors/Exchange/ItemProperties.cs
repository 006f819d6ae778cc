using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// What is said of an item in the call that creates it; <c>docs/exchange-properties.md</c> tells each with its source. It must all be
/// said then: the draft bit cannot be changed afterwards, and nothing here ever updates an item.
/// </summary>
internal static class ItemProperties
{
    /// <summary>The property set of Turnstone's own keys; never change it, it is what makes a second pass recognise the first.</summary>
    public static readonly Guid PropertySet = new("e88d9070-3146-425d-b0bd-da93900b1988");

    public static readonly ExtendedPropertyPath SourceKey = ExtendedPropertyPath.Named(PropertySet, "TurnstoneSourceKey", MapiPropertyType.String);
    public static readonly ExtendedPropertyPath ContentKey = ExtendedPropertyPath.Named(PropertySet, "TurnstoneContentKey", MapiPropertyType.String);

    /// <summary>Keys in one restriction; a few dozen terms are quick, hundreds are not.</summary>
    private const int KeysAtOnce = 50;

    private const int ReadBit = 1;
    private const int UnsentBit = 8;
    private static readonly ExtendedPropertyPath MessageFlags = ExtendedPropertyPath.Tagged(0x0E07, MapiPropertyType.Integer);
    private static readonly ExtendedPropertyPath DeliveryTime = ExtendedPropertyPath.Tagged(0x0E06, MapiPropertyType.SystemTime);
    private static readonly ExtendedPropertyPath ClientSubmitTime = ExtendedPropertyPath.Tagged(0x0039, MapiPropertyType.SystemTime);
    private static readonly ExtendedPropertyPath NonReceiptRequested = ExtendedPropertyPath.Tagged(0x0C06, MapiPropertyType.Boolean);
    private static readonly ExtendedPropertyPath IconIndex = ExtendedPropertyPath.Tagged(0x1080, MapiPropertyType.Integer);
    private static readonly ExtendedPropertyPath LastVerbExecuted = ExtendedPropertyPath.Tagged(0x1081, MapiPropertyType.Integer);

    /// <summary>What is read to compare an item with what was said of it.</summary>
    public static IReadOnlyList<PropertyPath> ToCompare { get; } =
        [MessageFlags, DeliveryTime, ClientSubmitTime, LastVerbExecuted, FieldUri.ItemCategories, FieldUri.ItemFlag];

    /// <summary>What the server says of an item now.</summary>
    public static ReadBack.Found ToReadBack(Item item, SourceKey key, ItemContent content)
    {
        var bits = item.Find(MessageFlags)?.AsInteger() ?? 0;
        var flags = (bits & ReadBit) != 0 ? ItemFlags.Seen : ItemFlags.None;
        flags |= (bits & UnsentBit) != 0 ? ItemFlags.Draft : ItemFlags.None;
        flags |= item.Flag == FlagStatus.Flagged ? ItemFlags.Flagged : ItemFlags.None;

        // 102 and 103: replied, replied to all ([MS-OXOMSG] 2.2.2.5).
        flags |= item.Find(LastVerbExecuted)?.AsInteger() switch
        {
            102 or 103 => ItemFlags.Answered,
            104 => ItemFlags.Forwarded,
            _ => ItemFlags.None,
        };
        return new ReadBack.Found(key, content)
        {
            Received = item.Find(DeliveryTime)?.AsSystemTime(),
            Sent = item.Find(ClientSubmitTime)?.AsSystemTime(),
            Flags = flags,
            Categories = item.Categories,
        };
    }

    /// <summary>What an item says of where it came from; null for one that is not ours.</summary>
    public static DeliveredItem? ToDelivered(Item item) =>
        Engine.Mailboxes.SourceKey.TryParse(item.Find(SourceKey)?.AsString(), out var key)
            ? new DeliveredItem(key, Engine.Mailboxes.ContentKey.TryParse(item.Find(ContentKey)?.AsString(), out var content) ? content : null)
            : null;

    /// <summary>Restrictions that together find the items with these keys.</summary>
    public static IEnumerable<SearchExpression> AnyOf(IEnumerable<SourceKey> keys) =>
        from some in keys.Chunk(KeysAtOnce)
        let terms = some.Select(key => new SearchExpression.IsEqualTo(SourceKey, key.ToString())).ToArray()
        select terms.Length == 1 ? terms[0] : (SearchExpression)new SearchExpression.Or(terms);

    /// <summary>The item as CreateItem takes it.</summary>
    public static NewMessage ToMessage(PreparedItem item)
    {
        var isDraft = item.Flags.HasFlag(ItemFlags.Draft);
        return new NewMessage
        {
            MimeContent = new ContentMime(item.Content),
            Categories = item.Categories,
            ExtendedProperties = [.. Of(item, isDraft)],
            Flag = item.Flags.HasFlag(ItemFlags.Flagged) ? FlagStatus.Flagged : null,

            // A draft keeps its author's wish; of old mail nobody shall hear again that it was read.
            IsReadReceiptRequested = isDraft ? null : false,
        };
    }

    private static IEnumerable<ExtendedProperty> Of(PreparedItem item, bool isDraft)
    {
        var read = item.Flags.HasFlag(ItemFlags.Seen) ? ReadBit : 0;
        yield return ExtendedProperty.OfInteger(MessageFlags, isDraft ? UnsentBit | read : read);
        yield return ExtendedProperty.OfSystemTime(DeliveryTime, item.Received);
        if (item.Sent is { } sent)
        {
            yield return ExtendedProperty.OfSystemTime(ClientSubmitTime, sent);
        }

        if (!isDraft)
        {
            yield return ExtendedProperty.OfBoolean(NonReceiptRequested, false);
        }

        // One verb fits: of a message both answered and forwarded the answer is shown, as mail programs do that know but one.
        var verb = item.Flags.HasFlag(ItemFlags.Answered) ? (Verb: 102, Icon: 261)
            : item.Flags.HasFlag(ItemFlags.Forwarded) ? (Verb: 104, Icon: 262)
            : default;
        if (verb != default)
        {
            yield return ExtendedProperty.OfInteger(LastVerbExecuted, verb.Verb);
            yield return ExtendedProperty.OfInteger(IconIndex, verb.Icon);
        }

        yield return ExtendedProperty.OfString(SourceKey, item.SourceKey.ToString());
        yield return ExtendedProperty.OfString(ContentKey, item.ContentKey.Value);
    }
}
