using System.Globalization;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Properties to header lines, in the order Exchange writes them: the trace, who and what, the rest. Content headers are the body's.
/// </summary>
internal static class HeaderWriter
{
    public static void Write(StoredMessage message, MimeWriter writer)
    {
        foreach (StoredHeader header in message.Headers)
        {
            if (ExchangeHeaders.IsTrace(header.Name))
            {
                Kept(writer, header);
            }
        }

        Addresses(writer, "From", message.From is { } from ? [from] : []);
        Addresses(writer, "Sender", message.Sender is { } sender ? [sender] : []);
        Addresses(writer, "Reply-To", message.ReplyTo);
        Addresses(writer, "To", message.To);
        Addresses(writer, "CC", message.Cc);
        Addresses(writer, "BCC", message.Bcc);
        Text(writer, "Subject", message.Subject);
        if (message.ClientSubmitTime is { } date)
        {
            writer.Line("Date: " + date.UtcDateTime.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        }

        Verbatim(writer, "Message-ID", message.InternetMessageId);
        Verbatim(writer, "References", message.References);
        Verbatim(writer, "In-Reply-To", message.InReplyTo);
        if (message.Importance != Importance.Normal)
        {
            bool isHigh = message.Importance == Importance.High;
            writer.Line(isHigh ? "Importance: high"u8 : "Importance: low"u8);
            writer.Line(isHigh ? "X-Priority: 1"u8 : "X-Priority: 5"u8);
        }

        if (message.Sensitivity != Sensitivity.Normal)
        {
            writer.Line("Sensitivity: " + (message.Sensitivity == Sensitivity.CompanyConfidential
                ? "company-confidential"
                : message.Sensitivity.ToString().ToLowerInvariant()));
        }

        if (message.IsReadReceiptRequested)
        {
            Addresses(writer, "Disposition-Notification-To", message.ReadReceiptTo);
        }

        foreach (StoredHeader header in message.Headers)
        {
            if (!ExchangeHeaders.IsTrace(header.Name))
            {
                Kept(writer, header);
            }
        }

        writer.Line(message.HasAttachments ? "X-MS-Has-Attach: yes"u8 : "X-MS-Has-Attach:"u8);
        writer.Line("X-MS-TNEF-Correlator:"u8);
    }

    private static void Kept(MimeWriter writer, StoredHeader header) => Verbatim(writer, header.Name, header.Value);

    private static void Verbatim(MimeWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            HeaderFolding.Write(writer, name, EncodedWords.IsSafe(value) ? value : EncodedWords.Encode(value));
        }
    }

    private static void Text(MimeWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            bool isPlain = EncodedWords.IsPlain(value) && !value.Contains("=?", StringComparison.Ordinal);
            HeaderFolding.Write(writer, name, isPlain ? value : EncodedWords.Encode(value));
        }
    }

    private static void Addresses(MimeWriter writer, string name, IReadOnlyList<StoredAddress> addresses)
    {
        if (addresses.Count == 0)
        {
            return;
        }

        writer.Text(name);
        for (int i = 0; i < addresses.Count; i++)
        {
            writer.Raw(i == 0 ? ": "u8 : ",\r\n\t"u8);
            writer.Text(AddressText.Of(addresses[i]));
        }

        writer.Line();
    }
}
