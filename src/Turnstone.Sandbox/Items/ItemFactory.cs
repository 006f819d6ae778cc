using System.Security.Cryptography;
using System.Text;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Items;

/// <summary>
/// Puts an item together from its message and what the client said beside it. The rules of drafts and dates are those of
/// reference B2: without PR_MESSAGE_FLAGS a draft, without PR_MESSAGE_DELIVERY_TIME received now, sent when the Date header says.
/// </summary>
internal static class ItemFactory
{
    private const int PropertyOverhead = 64;

    public static Item Create(long id, long folder, string element, StoredMessage message, ItemInput input, DateTimeOffset now, MessageFlags? forced)
    {
        var itemClass = input.ItemClass ?? message.ItemClass;
        var messageId = input.MessageId ?? message.InternetMessageId;
        var references = input.References ?? message.References;
        var inReplyTo = input.InReplyTo ?? message.InReplyTo;
        return new Item
        {
            Id = id,
            FolderId = folder,
            ContentId = id,
            Element = element == "Message" ? ElementOf(itemClass) : element,
            ItemClass = itemClass,
            Created = now,
            Modified = now,
            Received = input.Received ?? now,
            Sent = input.Sent ?? message.ClientSubmitTime ?? now,
            Subject = input.Subject ?? message.Subject,
            From = Address(message.From),
            Sender = Address(message.Sender),
            DisplayTo = Display(message.To),
            DisplayCc = Display(message.Cc),
            DisplayBcc = Display(message.Bcc),
            MessageId = messageId,
            InReplyTo = inReplyTo,
            References = references,
            Conversation = Conversation(references, inReplyTo, messageId, id),
            Importance = input.Importance ?? (int)message.Importance,
            Sensitivity = input.Sensitivity ?? (int)message.Sensitivity,
            Flags = Flags(input, message, forced),
            Size = Size(message, input),
            Categories = input.Categories ?? [],
            FollowUp = input.FollowUp ?? FollowUp.None,
            IsReadReceiptRequested = input.IsReadReceiptRequested ?? message.IsReadReceiptRequested,
            IsDeliveryReceiptRequested = input.IsDeliveryReceiptRequested ?? false,
            Extended = input.Extended,
        };
    }

    /// <summary>An item whose content is now <paramref name="message"/>.</summary>
    public static Item WithContent(Item item, StoredMessage message) => item with
    {
        From = Address(message.From),
        Sender = Address(message.Sender),
        DisplayTo = Display(message.To),
        DisplayCc = Display(message.Cc),
        DisplayBcc = Display(message.Bcc),
        Size = (int)Math.Min(int.MaxValue, message.Size),
    };

    /// <summary>The element a class answers as. What EWS has no element for is an Item.</summary>
    public static string ElementOf(string itemClass) => itemClass.ToUpperInvariant() switch
    {
        "IPM.SCHEDULE.MEETING.REQUEST" => "MeetingRequest",
        "IPM.SCHEDULE.MEETING.CANCELED" => "MeetingCancellation",
        var name when name.StartsWith("IPM.SCHEDULE.MEETING.RESP", StringComparison.Ordinal) => "MeetingResponse",
        var name when name.StartsWith("IPM.POST", StringComparison.Ordinal) => "PostItem",
        var name when name.StartsWith("IPM.APPOINTMENT", StringComparison.Ordinal) => "CalendarItem",
        var name when name.StartsWith("IPM.CONTACT", StringComparison.Ordinal) => "Contact",
        var name when name.StartsWith("IPM.TASK", StringComparison.Ordinal) => "Task",
        var name when name.StartsWith("IPM.NOTE", StringComparison.Ordinal) || name.StartsWith("REPORT.", StringComparison.Ordinal) => "Message",
        _ => "Item",
    };

    // A draft saved by its author is read: nobody is told of their own draft. Assumption for the read bit; the draft is [D].
    private static MessageFlags Flags(ItemInput input, StoredMessage message, MessageFlags? forced)
    {
        var flags = forced ?? input.Flags ?? (MessageFlags.Unsent | MessageFlags.Read);
        if (input.IsRead is { } isRead)
        {
            flags = isRead ? flags | MessageFlags.Read : flags & ~MessageFlags.Read;
        }

        flags |= message.HasAttachments || message.Secured is not null ? MessageFlags.HasAttachments : MessageFlags.None;
        return input.IsAssociated ? flags | MessageFlags.Associated : flags;
    }

    private static int Size(StoredMessage message, ItemInput input)
    {
        var extended = input.Extended.Sum(property => PropertyOverhead + property.Values.Sum(value => 2L * value.Length));
        return (int)Math.Min(int.MaxValue, message.Size + extended);
    }

    // Exchange groups by Thread-Index, then by topic and references; here the root of the references decides. Assumption.
    private static Guid Conversation(string? references, string? inReplyTo, string? messageId, long id)
    {
        var root = references?.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? inReplyTo ?? messageId ?? "item " + id;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(root.Trim()), hash);
        return new Guid(hash[..16]);
    }

    private static string Display(IReadOnlyList<StoredAddress> addresses) =>
        addresses.Count == 0 ? "" : string.Join("; ", addresses.Select(address => address.Name.Length > 0 ? address.Name : address.Address));

    private static MailAddress? Address(StoredAddress? address) => address is { } present ? new MailAddress(present.Name, present.Address) : null;
}
