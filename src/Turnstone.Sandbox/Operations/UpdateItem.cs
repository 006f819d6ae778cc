using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class UpdateItem
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var resolution = request.Attribute("ConflictResolution") ?? "AutoResolve";
        return answer.EachAsync("UpdateItem", request.Required("ItemChanges").Children, "m:Items", change =>
        {
            var id = change.Required("ItemId");
            var (mailbox, item) = context.Item(id);
            RequireVersion(item, id.Attribute("ChangeKey"), resolution);
            var updates = change.Required("Updates").Children;
            var isReadOnly = updates.All(update => FieldOf(update) == "message:IsRead");
            var message = Message(mailbox, item, updates);
            var updated = context.Touch(mailbox).UpdateItem(
                item.Id,
                isReadOnly,
                current => updates.Where(update => !ContentUpdate.Concerns(FieldOf(update))).Aggregate(message is null ? current : ItemFactory.WithContent(current, message), Apply),
                // The cast matters: without it null would become empty memory, and the content with it.
                message is null ? (ReadOnlyMemory<byte>?)null : mailbox.Form.Write(message));
            var writer = answer.Writer;
            writer.Start("m:Items");
            writer.Start("t:" + updated.Element);
            ItemWriter.WriteId(writer, mailbox, updated);
            writer.End("t:" + updated.Element);
            writer.End("m:Items");
            writer.Start("m:ConflictResults");
            writer.Element("t:Count", 0);
            writer.End("m:ConflictResults");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }

    private static string? FieldOf(SoapElement update) => update.Child("FieldURI")?.Attribute("FieldURI");

    // Null when no update touches the content, which is then not even opened.
    private static StoredMessage? Message(Mailbox mailbox, Item item, IReadOnlyList<SoapElement> updates)
    {
        StoredMessage? message = null;
        foreach (var update in updates)
        {
            if (FieldOf(update) is { } field && ContentUpdate.Concerns(field))
            {
                message = ContentUpdate.Apply(message ?? new ItemContent(mailbox, item).Message, field, update.Children.FirstOrDefault(child => !PropertyPath.IsPath(child)));
            }
        }

        return message;
    }

    private static void RequireVersion(Item item, string? changeKey, string resolution)
    {
        if (resolution == "AlwaysOverwrite")
        {
            return;
        }

        if (changeKey is null)
        {
            throw new EwsError("ErrorChangeKeyRequiredForWriteOperations", "A change key is required for this operation.");
        }

        if (!IdCodec.TryReadChangeKey(changeKey, out var known))
        {
            throw new EwsError("ErrorInvalidChangeKey", "The change key is invalid.");
        }

        // AutoResolve gives way only where the same field changed on both sides, which nothing here can tell: it passes. Assumption.
        if (resolution == "NeverOverwrite" && known is { } version && version != item.Change)
        {
            throw new EwsError("ErrorIrresolvableConflict", "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.");
        }
    }

    private static Item Apply(Item item, SoapElement update)
    {
        var path = PropertyPath.Parse(update.Children.FirstOrDefault(PropertyPath.IsPath) ?? throw EwsFault.InvalidRequest());
        return update.Name == "DeleteItemField" ? Delete(item, path) : Set(item, path, update);
    }

    private static Item Delete(Item item, PropertyPath path) => path switch
    {
        { Extended: { Tag: 0x1090 } } or { FieldUri: "item:Flag" } => item with { FollowUp = FollowUp.None },
        { Extended: { } name } when IsKeywords(name) => item with { Categories = [] },
        { Extended: { } name } => item with { Extended = [.. item.Extended.Where(property => property.Name != name)] },
        { FieldUri: "item:Categories" } => item with { Categories = [] },
        { FieldUri: "item:Subject" } => item with { Subject = null },
        { FieldUri: "item:InReplyTo" } => item with { InReplyTo = null },
        { FieldUri: "message:References" } => item with { References = null },
        { FieldUri: { } field } when PlainFields.Find(field) is { } plain => item with { Extended = [.. item.Extended.Where(property => property.Name != plain)] },
        _ => throw new EwsError("ErrorInvalidPropertyDelete", "Delete action is invalid for property."),
    };

    private static Item Set(Item item, PropertyPath path, SoapElement update)
    {
        var source = update.Children.FirstOrDefault(child => !PropertyPath.IsPath(child)) ?? throw EwsFault.InvalidRequest();
        var input = ItemInput.Parse(source);
        if (path.Extended is { } name)
        {
            return SetExtended(item, name, input);
        }

        return path.FieldUri switch
        {
            "message:IsRead" => SetRead(item, input.IsRead ?? false),
            "item:Subject" => item with { Subject = input.Subject },
            "item:Categories" => item with { Categories = update.Name == "AppendToItemField" ? [.. item.Categories, .. input.Categories ?? []] : input.Categories ?? [] },
            "item:Importance" => item with { Importance = input.Importance ?? item.Importance },
            "item:Sensitivity" => item with { Sensitivity = input.Sensitivity ?? item.Sensitivity },
            "item:Flag" => item with { FollowUp = input.FollowUp ?? FollowUp.None },
            "item:ItemClass" => item with { ItemClass = input.ItemClass ?? item.ItemClass },
            "item:InReplyTo" => item with { InReplyTo = input.InReplyTo },
            "message:References" => item with { References = input.References },
            "message:IsReadReceiptRequested" => item with { IsReadReceiptRequested = input.IsReadReceiptRequested ?? false },
            "message:IsDeliveryReceiptRequested" => item with { IsDeliveryReceiptRequested = input.IsDeliveryReceiptRequested ?? false },
            { } field when PlainFields.Find(field) is { } plain => SetExtended(item, plain, input),

            // DateTimeReceived, Size, IsDraft and the like belong to the store ([D] email properties). Text is the reference's. Assumption.
            _ => throw new EwsError("ErrorInvalidPropertySet", "Set action is invalid for property."),
        };
    }

    // The unsent bit is settled by the first save; only the read bit of the flags can change ([MS-OXCMSG] PidTagMessageFlags: mfUnsent is read-only after it).
    private static Item SetExtended(Item item, PropertyName name, ItemInput input) => name switch
    {
        { Tag: 0x0E07 } => SetRead(item, input.Flags?.HasFlag(MessageFlags.Read) ?? item.IsRead),
        { Tag: 0x0E06 } => item with { Received = input.Received ?? item.Received },
        { Tag: 0x0039 } => item with { Sent = input.Sent ?? item.Sent },
        { Tag: 0x0037 } => item with { Subject = input.Subject },
        { Tag: 0x001A } => item with { ItemClass = input.ItemClass ?? item.ItemClass },
        { Tag: 0x0017 } => item with { Importance = input.Importance ?? item.Importance },
        { Tag: 0x0036 } => item with { Sensitivity = input.Sensitivity ?? item.Sensitivity },
        { Tag: 0x0029 } => item with { IsReadReceiptRequested = input.IsReadReceiptRequested ?? false },
        { Tag: 0x0023 } => item with { IsDeliveryReceiptRequested = input.IsDeliveryReceiptRequested ?? false },
        { Tag: 0x1035 } => item with { MessageId = input.MessageId },
        { Tag: 0x1090 } => item with { FollowUp = input.FollowUp ?? FollowUp.None },
        _ when IsKeywords(name) => item with { Categories = input.Categories ?? [] },
        _ => item with { Extended = [.. item.Extended.Where(property => property.Name != name), .. input.Extended] },
    };

    private static bool IsKeywords(PropertyName name) => name is { Name: "Keywords", IsArray: true } && name.Set == PropertySets.PublicStrings;

    private static Item SetRead(Item item, bool isRead) =>
        item with { Flags = isRead ? item.Flags | MessageFlags.Read : item.Flags & ~MessageFlags.Read };
}
