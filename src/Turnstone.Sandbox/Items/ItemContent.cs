using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Items;

/// <summary>Loads an item's content, at most once, and shows it with the properties changed since.</summary>
internal sealed class ItemContent(Mailbox mailbox, Item item)
{
    private StoredMessage? _message;

    public StoredMessage Message => _message ??= Load();

    /// <summary>Writes it as MIME.</summary>
    public void Export(Stream output)
    {
        if (mailbox.Form.IsMime)
        {
            using var stream = Open();
            stream.CopyTo(output);
        }
        else
        {
            MimeExporter.Export(Message, output);
        }
    }

    // Without content an item cannot be exported: what Exchange says of one whose conversion fails ([I] exchangelib#266).
    private Stream Open() =>
        mailbox.OpenContent(item) ?? throw new EwsError("ErrorMimeContentConversionFailed", "MIME content conversion failed.");

    private StoredMessage Load()
    {
        using var stream = Open();
        return mailbox.Form.Read(stream) with
        {
            Subject = item.Subject,
            InternetMessageId = item.MessageId,
            InReplyTo = item.InReplyTo,
            References = item.References,
            ClientSubmitTime = item.Sent,
            Importance = (Importance)item.Importance,
            Sensitivity = (Sensitivity)item.Sensitivity,
            IsReadReceiptRequested = item.IsReadReceiptRequested,
        };
    }
}
