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

    /// <summary>The time in the topmost Received field in UTC; null as above. Read when asked for, which is where the source knows no time.</summary>
    public DateTimeOffset? LastHop => Hop is null ? null : DateField.ReadReceived(Hop);

    /// <summary>Whether its outermost type is one that is easily spoilt: signed, encrypted, a report, or a message around others.</summary>
    public bool IsIntricate { get; private init; }

    /// <summary>The message's content key.</summary>
    public required ContentKey Key { get; init; }

    /// <summary>Its content key as the first version made it.</summary>
    public required ContentKey FormerKey { get; init; }

    private string? Hop { get; init; }

    /// <summary>Reads the head of a message, whatever its bytes are.</summary>
    public static MessageHead Read(ItemContent content, SmtpAddress mailbox)
    {
        if (content.Memory is { } memory)
        {
            var block = memory[..(int)Math.Min(memory.Length, LongestHead)];
            return Parse(HeaderBlock.EndOf(block.Span) is var end and >= 0 ? block[..end] : block, content, mailbox);
        }

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
        if (!HeaderFields.TryRead(head, out var fields) && !TryReadStrictly(head, out fields))
        {
            // The keys are made as they always were: where a line among the fields is none, the bytes themselves are the identity.
            return Make(ReadLeniently(head), ContentKeys.Make(mailbox, default, head.Span, content));
        }

        return Make(fields, ContentKeys.Make(mailbox, fields, head.Span, content));
    }

    private static MessageHead Make(HeaderFields fields, (ContentKey Key, ContentKey Former) keys) => new()
    {
        Date = HeaderFields.TextOf(fields.Date) is { } date ? DateField.Read(date) : null,
        Hop = HeaderFields.TextOf(fields.Received),
        IsIntricate = IntricateType.Is(fields.ContentType),
        Key = keys.Key,
        FormerKey = keys.Former,
    };

    private static bool TryReadStrictly(ReadOnlyMemory<byte> head, out HeaderFields fields)
    {
        try
        {
            fields = HeaderFields.Of(HeaderList.Load(new MemoryStream(HeaderBlock.Unfold(head).ToArray())));
            return true;
        }
        catch (FormatException)
        {
            fields = default;
            return false;
        }
    }

    /// <summary>Passes over a line that is no field, such as an mbox's first, as a reader of whole messages does.</summary>
    private static HeaderFields ReadLeniently(ReadOnlyMemory<byte> head)
    {
        try
        {
            using var message = MimeMessage.Load(new MemoryStream(HeaderBlock.Unfold(head).ToArray()));
            return HeaderFields.Of(message.Headers);
        }
        catch (FormatException)
        {
            return default;
        }
    }
}
