using System.Text;
using MimeKit;
using MimeKit.Utils;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Transfer.Recipients;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>
/// A plain envelope with the original's sender, recipients, subject and dates, and the original's bytes attached as a file. A file and
/// not an attached message: Exchange would read that one, too, and meet the same trouble.
/// </summary>
internal sealed class AttachedOriginal : Rung
{
    /// <summary>Longest header block that is looked at for the envelope.</summary>
    private const int LongestHead = 1 << 20;

    private static readonly HeaderId[] Addresses = [HeaderId.From, HeaderId.Sender, HeaderId.ReplyTo, HeaderId.To, HeaderId.Cc];

    public override string What => "original attached, byte for byte, to a plain message";

    public override bool IsLast => true;

    public override ItemContent Apply(ItemContent content, PreparedItem item, ContentSpool spool)
    {
        // The envelope shows mapped addresses; the file is what the source served, to the byte.
        using var original = (content is RewrittenContent rewritten ? rewritten.Original : content).OpenRead();
        using var envelope = new MimeMessage(Envelope(content, item));
        using var text = new TextPart("plain")
        {
            Text = "Exchange did not take this message as it was. The original is attached to it, byte for byte; open the file to read it.\r\n",
        };
        using var file = new MimePart("application", "octet-stream")
        {
            Content = new MimeContent(original),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = "original message.eml",
        };
        envelope.Body = new Multipart("mixed", text, file) { Boundary = $"=_turnstone_{item.SourceKey}" };
        using var writer = spool.Write((content.Length * 3 / 2) + 4096);
        envelope.WriteTo(WireFormat.Options, writer);
        return writer.Complete();
    }

    private static IEnumerable<Header> Envelope(ItemContent content, PreparedItem item)
    {
        var found = ReadHeaders(content);
        foreach (var id in Addresses)
        {
            // Read and written again, so that what cannot be read does not travel on.
            var list = new InternetAddressList();
            foreach (var header in found.Where(h => h.Id == id))
            {
                if (InternetAddressList.TryParse(header.RawValue, out var addresses))
                {
                    list.AddRange(addresses);
                }
            }

            if (list.Count > 0)
            {
                yield return new Header(Encoding.UTF8, id, list.ToString());
            }
        }

        yield return new Header(Encoding.UTF8, HeaderId.Subject, Subject(found));
        yield return new Header(HeaderId.Date, DateUtils.FormatDate(item.Sent ?? item.Received));
        if (found[HeaderId.MessageId] is { } id2 && MimeUtils.ParseMessageId(id2) is { } messageId)
        {
            yield return new Header(HeaderId.MessageId, $"<{messageId}>");
        }
    }

    private static string Subject(HeaderList headers)
    {
        var text = headers[HeaderId.Subject] ?? "";
        var kept = string.Concat(text.Where(c => !char.IsControl(c)));
        return kept.Length <= 255 ? kept : kept[..255];
    }

    private static HeaderList ReadHeaders(ItemContent content)
    {
        using var stream = content.OpenRead();
        var head = new byte[Math.Min(content.Length, LongestHead)];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        try
        {
            return HeaderList.Load(new MemoryStream(HeaderBlock.Unfold(head.AsMemory(0, length)).ToArray()));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
