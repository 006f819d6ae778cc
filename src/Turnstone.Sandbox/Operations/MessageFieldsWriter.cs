using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>The elements MessageType adds to an item, in the schema's order.</summary>
internal sealed class MessageFieldsWriter(EwsWriter writer, Item item, Shape shape, ItemContent content)
{
    public void Write()
    {
        WriteOne("message:Sender", "t:Sender", item.Sender ?? item.From);
        WriteMany("message:ToRecipients", "t:ToRecipients", () => content.Message.To);
        WriteMany("message:CcRecipients", "t:CcRecipients", () => content.Message.Cc);
        WriteMany("message:BccRecipients", "t:BccRecipients", () => content.Message.Bcc);
        if (shape.Has("message:IsReadReceiptRequested"))
        {
            writer.Element("t:IsReadReceiptRequested", item.IsReadReceiptRequested);
        }

        if (shape.Has("message:IsDeliveryReceiptRequested"))
        {
            writer.Element("t:IsDeliveryReceiptRequested", item.IsDeliveryReceiptRequested);
        }

        if (shape.Has("message:ConversationIndex"))
        {
            writer.Start("t:ConversationIndex");
            writer.Base64Text(ItemProperties.ConversationIndex(item));
            writer.End("t:ConversationIndex");
        }

        if (shape.Has("message:ConversationTopic"))
        {
            writer.Element("t:ConversationTopic", ItemProperties.Topic(item.Subject));
        }

        WriteOne("message:From", "t:From", item.From);
        WriteText("message:InternetMessageId", "t:InternetMessageId", item.MessageId);
        if (shape.Has("message:IsRead"))
        {
            writer.Element("t:IsRead", item.IsRead);
        }

        WriteText("message:IsResponseRequested", "t:IsResponseRequested", item.Find(PlainFields.IsResponseRequested)?.Value);
        WriteText("message:References", "t:References", item.References);
        WriteMany("message:ReplyTo", "t:ReplyTo", () => content.Message.ReplyTo);
    }

    private void WriteText(string field, string element, string? value)
    {
        if (value is not null && shape.Has(field))
        {
            writer.Element(element, value);
        }
    }

    private void WriteOne(string field, string element, MailAddress? address)
    {
        if (address is { } present && shape.Has(field))
        {
            writer.Start(element);
            WriteMailbox(present.Name, present.Address);
            writer.End(element);
        }
    }

    private void WriteMany(string field, string element, Func<IReadOnlyList<StoredAddress>> addresses)
    {
        if (!shape.Has(field) || addresses() is not { Count: > 0 } list)
        {
            return;
        }

        writer.Start(element);
        foreach (var address in list)
        {
            WriteMailbox(address.Name, address.Address);
        }

        writer.End(element);
    }

    private void WriteMailbox(string name, string address)
    {
        writer.Start("t:Mailbox");
        writer.Element("t:Name", name.Length > 0 ? name : address);
        // NonEmptyStringType: an address that is not there is not written.
        if (address.Length > 0)
        {
            writer.Element("t:EmailAddress", address);
            writer.Element("t:RoutingType", "SMTP");
            writer.Element("t:MailboxType", "OneOff");
        }

        writer.End("t:Mailbox");
    }
}
