using System.Collections.Frozen;
using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Search;

/// <summary>FieldURIs of items as the MAPI properties behind them, which is also how Exchange searches them.</summary>
internal static class ItemReader
{
    private static readonly FrozenDictionary<string, int> Tags = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["item:Subject"] = 0x0037,
        ["item:ItemClass"] = 0x001A,
        ["item:DateTimeReceived"] = 0x0E06,
        ["item:DateTimeSent"] = 0x0039,
        ["item:DateTimeCreated"] = 0x3007,
        ["item:LastModifiedTime"] = 0x3008,
        ["item:Size"] = 0x0E08,
        ["item:Importance"] = 0x0017,
        ["item:Sensitivity"] = 0x0036,
        ["item:HasAttachments"] = 0x0E1B,
        ["item:DisplayTo"] = 0x0E04,
        ["item:DisplayCc"] = 0x0E03,
        ["item:InReplyTo"] = 0x1042,
        ["message:IsRead"] = 0x0E69,
        ["message:InternetMessageId"] = 0x1035,
        ["message:References"] = 0x1039,
        ["message:ConversationTopic"] = 0x0070,
        ["message:From"] = 0x0042,
        ["message:Sender"] = 0x0C1A,
        ["message:IsReadReceiptRequested"] = 0x0029,
        ["message:IsDeliveryReceiptRequested"] = 0x0023,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static PropertyReader For(Mailbox mailbox, Item item) => path => Read(mailbox, item, path);

    private static IReadOnlyList<string>? Read(Mailbox mailbox, Item item, PropertyPath path)
    {
        if (path.Extended is { } name)
        {
            return ItemProperties.Read(mailbox, item, name);
        }

        return path.FieldUri switch
        {
            "item:Categories" => item.Categories.Count > 0 ? item.Categories : null,
            "item:IsDraft" => [item.IsDraft ? "true" : "false"],
            "item:IsAssociated" => [item.IsAssociated ? "true" : "false"],
            "item:IsFromMe" => [item.Flags.HasFlag(MessageFlags.FromMe) ? "true" : "false"],
            "item:IsSubmitted" => [item.Flags.HasFlag(MessageFlags.Submitted) ? "true" : "false"],
            "message:From" => [item.From?.Display ?? "", item.From?.Address ?? ""],
            "message:Sender" => [(item.Sender ?? item.From)?.Display ?? "", (item.Sender ?? item.From)?.Address ?? ""],
            { } field when Tags.TryGetValue(field, out var tag) => ItemProperties.Read(mailbox, item, PropertyName.OfTag(tag, MapiType.String)),
            _ => null,
        };
    }
}
