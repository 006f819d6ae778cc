using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Mailboxes.States;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// What is said of an item in the call that creates it; <c>docs/exchange-properties.md</c> tells each with its source. It must all be
/// said then: the draft bit cannot be changed afterwards, and what is changed later is <see cref="ExchangeStates"/>'s alone.
/// </summary>
internal static class ItemProperties
{
    /// <summary>The property set of Turnstone's own keys; never change it, it is what makes a second pass recognise the first.</summary>
    public static readonly Guid PropertySet = new("e88d9070-3146-425d-b0bd-da93900b1988");

    public static readonly ExtendedPropertyPath SourceKey = ExtendedPropertyPath.Named(PropertySet, "TurnstoneSourceKey", MapiPropertyType.String);
    public static readonly ExtendedPropertyPath ContentKey = ExtendedPropertyPath.Named(PropertySet, "TurnstoneContentKey", MapiPropertyType.String);

    /// <summary>The state the item was given: what it still looks like if nobody has touched it since.</summary>
    public static readonly ExtendedPropertyPath StateMark = ExtendedPropertyPath.Named(PropertySet, "TurnstoneStateMark", MapiPropertyType.String);

    public static readonly ExtendedPropertyPath IconIndex = ExtendedPropertyPath.Tagged(0x1080, MapiPropertyType.Integer);
    public static readonly ExtendedPropertyPath LastVerbExecuted = ExtendedPropertyPath.Tagged(0x1081, MapiPropertyType.Integer);

    /// <summary>Keys in one restriction; a few dozen terms are quick, hundreds are not.</summary>
    private const int KeysAtOnce = 50;

    private const int ReadBit = 1;
    private const int UnsentBit = 8;
    private static readonly ExtendedPropertyPath MessageFlags = ExtendedPropertyPath.Tagged(0x0E07, MapiPropertyType.Integer);
    private static readonly ExtendedPropertyPath DeliveryTime = ExtendedPropertyPath.Tagged(0x0E06, MapiPropertyType.SystemTime);
    private static readonly ExtendedPropertyPath ClientSubmitTime = ExtendedPropertyPath.Tagged(0x0039, MapiPropertyType.SystemTime);
    private static readonly ExtendedPropertyPath NonReceiptRequested = ExtendedPropertyPath.Tagged(0x0C06, MapiPropertyType.Boolean);

    /// <summary>What is read to compare an item with what was said of it.</summary>
    public static IReadOnlyList<PropertyPath> ToCompare { get; } =
        [MessageFlags, DeliveryTime, ClientSubmitTime, LastVerbExecuted, FieldUri.ItemCategories, FieldUri.ItemFlag];

    /// <summary>What is read to know an item's state, and whether anybody has touched it.</summary>
    public static IReadOnlyList<PropertyPath> OfState { get; } =
        [SourceKey, StateMark, MessageFlags, LastVerbExecuted, FieldUri.ItemCategories, FieldUri.ItemFlag];

    /// <summary>What the server says of an item now.</summary>
    public static ReadBack.Found ToReadBack(Item item, SourceKey key, ItemContent content) => new(key, content)
    {
        Received = item.Find(DeliveryTime)?.AsSystemTime(),
        Sent = item.Find(ClientSubmitTime)?.AsSystemTime(),
        Flags = FlagsOf(item),
        Categories = item.Categories,
    };

    /// <summary>The state an item shows and the one it was given; null for an item that is not ours.</summary>
    public static StatedItem? ToStated(Item item)
    {
        if (item.ItemId is not { ChangeKey: { } change } id || !Engine.Mailboxes.SourceKey.TryParse(item.Find(SourceKey)?.AsString(), out var key))
        {
            return null;
        }

        // A flag that is ticked off is its owner's doing, and looks to us like none.
        var isGiven = Engine.Mailboxes.States.StateMark.TryParse(item.Find(StateMark)?.AsString(), out var mark) && item.Flag != FlagStatus.Complete;
        return new StatedItem(key, new ItemVersion(id.Id, change), new ItemState(FlagsOf(item), item.Categories), isGiven ? mark : null);
    }

    private static ItemFlags FlagsOf(Item item)
    {
        var bits = item.Find(MessageFlags)?.AsInteger() ?? 0;
        var flags = (bits & ReadBit) != 0 ? ItemFlags.Seen : ItemFlags.None;
        flags |= (bits & UnsentBit) != 0 ? ItemFlags.Draft : ItemFlags.None;
        flags |= item.Flag == FlagStatus.Flagged ? ItemFlags.Flagged : ItemFlags.None;

        // 102 and 103: replied, replied to all ([MS-OXOMSG] 2.2.2.5).
        return flags | item.Find(LastVerbExecuted)?.AsInteger() switch
        {
            102 or 103 => ItemFlags.Answered,
            104 => ItemFlags.Forwarded,
            _ => ItemFlags.None,
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

    /// <summary>One verb fits: of a message both answered and forwarded the answer is shown, as mail programs do that know but one. Null for neither.</summary>
    public static (int Verb, int Icon)? VerbOf(ItemFlags flags) =>
        flags.HasFlag(ItemFlags.Answered) ? (102, 261)
        : flags.HasFlag(ItemFlags.Forwarded) ? (104, 262)
        : null;

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

        if (VerbOf(item.Flags) is { } verb)
        {
            yield return ExtendedProperty.OfInteger(LastVerbExecuted, verb.Verb);
            yield return ExtendedProperty.OfInteger(IconIndex, verb.Icon);
        }

        yield return ExtendedProperty.OfString(SourceKey, item.SourceKey.ToString());
        yield return ExtendedProperty.OfString(ContentKey, item.ContentKey.Value);
        yield return ExtendedProperty.OfString(StateMark, item.State.Mark.ToString());
    }
}
