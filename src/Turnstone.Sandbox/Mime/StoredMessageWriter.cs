using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// The stored form: a magic byte and a version, then every property in the order of <see cref="StoredMessage"/>. Texts and blobs
/// are a 7-bit coded length and their bytes (UTF-8 for text); what may be absent has a byte before it.
/// </summary>
internal sealed class StoredMessageWriter(Stream stream) : IDisposable
{
    public const byte Magic = 0x54;
    public const byte Version = 1;
    private readonly BinaryWriter _out = new(stream, Encoding.UTF8, leaveOpen: true);

    public void Write(StoredMessage message)
    {
        _out.Write(Magic);
        _out.Write(Version);
        WriteBody(message);
    }

    public void Dispose() => _out.Dispose();

    private void WriteBody(StoredMessage message)
    {
        _out.Write(message.ItemClass);
        Optional(message.Subject);
        Optional(message.From);
        Optional(message.Sender);
        Addresses(message.To);
        Addresses(message.Cc);
        Addresses(message.Bcc);
        Addresses(message.ReplyTo);
        _out.Write(message.ClientSubmitTime.HasValue);
        _out.Write(message.ClientSubmitTime?.UtcTicks ?? 0);
        Optional(message.InternetMessageId);
        Optional(message.InReplyTo);
        Optional(message.References);
        _out.Write((byte)message.Importance);
        _out.Write((byte)message.Sensitivity);
        _out.Write(message.IsReadReceiptRequested);
        Addresses(message.ReadReceiptTo);
        _out.Write7BitEncodedInt(message.Headers.Count);
        foreach (StoredHeader header in message.Headers)
        {
            _out.Write(header.Name);
            _out.Write(header.Value);
        }

        Optional(message.TextBody);
        Optional(message.HtmlBody);
        Optional(message.Calendar?.Method);
        Optional(message.Calendar?.Text);
        Optional(message.Report?.ReportType);
        Blob(message.Report?.Content ?? default);
        _out.Write(message.Secured is not null);
        Blob(message.Secured?.Headers ?? default);
        Blob(message.Secured?.Body ?? default);
        _out.Write7BitEncodedInt(message.Attachments.Count);
        foreach (StoredAttachment attachment in message.Attachments)
        {
            Write(attachment);
        }
    }

    private void Write(StoredAttachment attachment)
    {
        _out.Write(attachment.FileName);
        _out.Write(attachment.ContentType);
        Optional(attachment.ContentId);
        Optional(attachment.ContentLocation);
        Optional(attachment.Charset);
        _out.Write(attachment.IsInline);
        _out.Write(attachment.Message is not null);
        if (attachment.Message is { } nested)
        {
            WriteBody(nested);
        }
        else
        {
            Blob(attachment.Content);
        }
    }

    private void Addresses(IReadOnlyList<StoredAddress> addresses)
    {
        _out.Write7BitEncodedInt(addresses.Count);
        foreach (StoredAddress address in addresses)
        {
            Write(address);
        }
    }

    private void Optional(StoredAddress? address)
    {
        _out.Write(address.HasValue);
        if (address is { } present)
        {
            Write(present);
        }
    }

    private void Write(StoredAddress address)
    {
        _out.Write(address.Name);
        _out.Write(address.Address);
    }

    private void Optional(string? text)
    {
        _out.Write(text is not null);
        if (text is not null)
        {
            _out.Write(text);
        }
    }

    private void Blob(ReadOnlyMemory<byte> bytes)
    {
        _out.Write7BitEncodedInt(bytes.Length);
        _out.Write(bytes.Span);
    }
}
