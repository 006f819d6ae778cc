using System.Buffers;
using MimeKit;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer;

/// <summary>What the transfer reads of a message: a few header fields, and of its body only what its key is made from.</summary>
internal sealed record MessageHead
{
    /// <summary>Longest header block that is read; what follows is not needed to tell messages apart.</summary>
    private const int LongestHead = 1 << 20;

    /// <summary>The Date field in UTC; null where there is none that makes sense.</summary>
    public DateTimeOffset? Date { get; private init; }

    /// <summary>The time in the topmost Received field in UTC; null as above.</summary>
    public DateTimeOffset? LastHop { get; private init; }

    /// <summary>Whether its outermost type is one that is easily spoilt: signed, encrypted, a report, or a message around others.</summary>
    public bool IsIntricate { get; private init; }

    /// <summary>The message's content key.</summary>
    public required ContentKey Key { get; init; }

    /// <summary>Its content key as the first version made it.</summary>
    public required ContentKey FormerKey { get; init; }

    /// <summary>Reads the head of a message, whatever its bytes are.</summary>
    public static MessageHead Read(ItemContent content, SmtpAddress mailbox)
    {
        var head = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Length, LongestHead) + 1);
        try
        {
            return Parse(head.AsMemory(0, ReadHead(content, head)), content, mailbox);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    private static int ReadHead(ItemContent content, byte[] buffer)
    {
        using var stream = content.OpenRead();
        var limit = (int)Math.Min(content.Length, LongestHead);
        var length = 0;
        while (length < limit)
        {
            var read = stream.Read(buffer, length, Math.Min(limit - length, 16 << 10));
            if (read == 0)
            {
                break;
            }

            // The block ends at the first empty line; a line end may be CR LF, LF or, in very old mail, CR.
            var from = Math.Max(0, length - 3);
            length += read;
            if (HeaderBlock.EndOf(buffer.AsSpan(from, length - from)) is var end and >= 0)
            {
                return from + end;
            }
        }

        return length;
    }

    private static MessageHead Parse(ReadOnlyMemory<byte> head, ItemContent content, SmtpAddress mailbox)
    {
        var unfolded = HeaderBlock.Unfold(head).ToArray();
        var strict = ReadStrictly(unfolded);
        var headers = strict ?? ReadLeniently(unfolded);

        // The keys are made as they always were: where a line among the fields is none, the bytes themselves are the identity.
        return new MessageHead
        {
            Date = headers[HeaderId.Date] is { } date ? DateField.Read(date) : null,
            LastHop = headers[HeaderId.Received] is { } hop ? DateField.ReadReceived(hop) : null,
            IsIntricate = IsIntricateType(headers[HeaderId.ContentType]),
            Key = ContentKeys.Make(mailbox, strict ?? [], head.Span, content),
            FormerKey = ContentKeys.MakeFormer(strict ?? [], head.Span),
        };
    }

    private static HeaderList? ReadStrictly(byte[] head)
    {
        try
        {
            return HeaderList.Load(new MemoryStream(head));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Passes over a line that is no field, such as an mbox's first, as a reader of whole messages does.</summary>
    private static HeaderList ReadLeniently(byte[] head)
    {
        try
        {
            using var message = MimeMessage.Load(new MemoryStream(head));
            return message.Headers;
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static bool IsIntricateType(string? contentType) =>
        contentType is not null && ContentType.TryParse(contentType, out var type) && (type.MediaType, type.MediaSubtype) is var (media, subtype)
        && $"{media}/{subtype}".ToLowerInvariant() is "multipart/signed" or "multipart/encrypted" or "multipart/report" or "multipart/digest"
            or "message/rfc822" or "application/pkcs7-mime" or "application/x-pkcs7-mime";
}
