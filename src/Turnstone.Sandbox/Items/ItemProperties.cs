using System.Buffers.Binary;
using System.Globalization;
using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Items;

/// <summary>
/// Reads any property of an item by its MAPI name: first those the store computes or keeps as its own, then what clients set.
/// </summary>
internal static class ItemProperties
{
    private const long FileTimeEpoch = 504911232000000000;

    /// <summary>Values as canonical text; null where the item has no such property.</summary>
    public static IReadOnlyList<string>? Read(Mailbox mailbox, Item item, PropertyName name)
    {
        if (name.IsTag)
        {
            if (ReadTag(mailbox, item, name.Tag, out var value))
            {
                return value is null ? null : [value];
            }
        }
        else if (name is { Name: "Keywords", IsArray: true } && name.Set == PropertySets.PublicStrings)
        {
            return item.Categories.Count > 0 ? item.Categories : null;
        }

        return item.Find(name)?.Values;
    }

    /// <summary>The subject without its prefix (PidTagNormalizedSubject), which is also what a conversation is called.</summary>
    public static string Topic(string? subject)
    {
        var rest = subject.AsSpan().TrimStart();
        while (Prefix(rest) is var length and > 0)
        {
            rest = rest[length..].TrimStart();
        }

        return rest.ToString();
    }

    public static byte[] ConversationIndex(Item item)
    {
        // Header 01, the five high bytes of the time, the conversation's GUID ([MS-OXOMSG] 2.2.1.3).
        var index = new byte[22];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, item.Sent.UtcTicks - FileTimeEpoch);
        index[0] = 1;
        time[..5].CopyTo(index.AsSpan(1));
        item.Conversation.TryWriteBytes(index.AsSpan(6));
        return index;
    }

    // A prefix is up to three characters before a colon and a blank ([MS-OXCMSG] 2.2.1.9 says one to three).
    private static int Prefix(ReadOnlySpan<char> subject)
    {
        var colon = subject.IndexOf(':');
        if (colon is < 1 or > 3)
        {
            return 0;
        }

        foreach (var c in subject[..colon])
        {
            if (!char.IsLetter(c))
            {
                return 0;
            }
        }

        return colon + 1;
    }

    private static bool ReadTag(Mailbox mailbox, Item item, int tag, out string? value)
    {
        value = tag switch
        {
            0x001A => item.ItemClass,
            0x0017 => Number(item.Importance),
            0x0023 => Truth(item.IsDeliveryReceiptRequested),
            0x0029 => Truth(item.IsReadReceiptRequested),
            0x0036 => Number(item.Sensitivity),
            0x0037 => item.Subject,
            0x0039 => EwsTime.Format(item.Sent),
            0x0042 => item.From?.Display,
            0x0065 or 0x5D02 => item.From?.Address,
            0x0070 or 0x0E1D => Topic(item.Subject),
            0x0071 => Convert.ToBase64String(ConversationIndex(item)),
            0x0C1A => (item.Sender ?? item.From)?.Display,
            0x0C1F or 0x5D01 => (item.Sender ?? item.From)?.Address,
            0x0E02 => item.DisplayBcc,
            0x0E03 => item.DisplayCc,
            0x0E04 => item.DisplayTo,
            0x0E06 => EwsTime.Format(item.Received),
            0x0E07 => Number((int)item.Flags),
            0x0E08 => Number(item.Size),
            0x0E1B => Truth(item.HasAttachments),
            // PidTagInternetArticleNumber: rises with every item, which is what IMAP gateways need of it.
            0x0E23 => Number((int)(item.Id & 0x7FFFFFFF)),
            0x0E69 => Truth(item.IsRead),
            0x0FFF => Convert.ToBase64String(IdCodec.ItemEntryId(mailbox.Identity, item.FolderId, item.Id)),
            0x0FF9 or 0x300B => Convert.ToBase64String(SearchKey(mailbox, item)),
            0x1035 => item.MessageId,
            0x1039 => item.References,
            0x1042 => item.InReplyTo,
            0x1090 => item.FollowUp.Status == 0 ? null : Number(item.FollowUp.Status),
            0x3007 => EwsTime.Format(item.Created),
            0x3008 => EwsTime.Format(item.Modified),
            0x3013 => Convert.ToBase64String(item.Conversation.ToByteArray()),
            _ => "",
        };
        return value != "" || tag is 0x0037 or 0x0E02 or 0x0E03 or 0x0E04 or 0x0070 or 0x0E1D or 0x001A;
    }

    private static byte[] SearchKey(Mailbox mailbox, Item item)
    {
        var key = mailbox.Identity.Replica.ToByteArray();
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(8), item.ContentId);
        return key;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Truth(bool value) => value ? "true" : "false";
}
