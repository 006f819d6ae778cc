using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Makes the key by which a message is known again under another UID or in another folder. A match means that a message is not sent, so
/// two messages that differ must not share one: a draft that was edited in place keeps its Message-ID, a list sends the same message a
/// second time, and machines write mails whose fields are all alike. A message with neither Message-ID nor Date is known by its whole header.
/// Documented in docs/exchange-properties.md.
/// </summary>
internal static class ContentKeys
{
    /// <summary>How much of the body is digested; of what lies behind it, its length speaks.</summary>
    private const int BodyBytes = 64 << 10;

    private const int VisibleBytes = 512;

    /// <summary>
    /// SHA-256 over the identifying fields, the body's length and its first 64 KiB; and over some of the fields alone, as the first version
    /// made it, which wrote it on items that are still there.
    /// </summary>
    public static (ContentKey Key, ContentKey Former) Make(SmtpAddress mailbox, HeaderFields fields, ReadOnlySpan<byte> head, ItemContent content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isIdentified = fields.MessageId is not null || fields.Date is not null;
        if (isIdentified)
        {
            AppendField(hash, fields.MessageId);
            AppendField(hash, fields.Date);
            AppendField(hash, fields.From);
            AppendField(hash, fields.Subject);
        }
        else
        {
            AppendVisible(hash, head);
        }

        hash.GetCurrentHash(digest);
        var former = ContentKey.FromDigest(digest);

        // The topmost Received tells two deliveries of one message apart: the direct one and the one by way of a list.
        if (isIdentified)
        {
            AppendField(hash, fields.Received);
        }

        AppendBody(hash, content, head.Length);
        hash.GetHashAndReset(digest);
        return (ContentKey.FromDigest(mailbox, digest), former);
    }

    private static void AppendField(IncrementalHash hash, ReadOnlyMemory<byte>? value)
    {
        AppendVisible(hash, value.GetValueOrDefault().Span);
        hash.AppendData("\n"u8);
    }

    private static void AppendBody(IncrementalHash hash, ItemContent content, int start)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, content.Length - start);
        hash.AppendData(length);
        if (content.Memory is { } memory)
        {
            hash.AppendData(memory.Span.Slice(start, Math.Min(BodyBytes, memory.Length - start)));
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BodyBytes);
        try
        {
            using var stream = content.OpenRead();
            stream.Position = start;
            hash.AppendData(buffer, 0, stream.ReadAtLeast(buffer.AsSpan(0, BodyBytes), BodyBytes, throwOnEndOfStream: false));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// The visible ASCII characters alone: servers re-fold fields and mend 8-bit bytes differently in BODY[] and BODY[HEADER] (Zimbra is
    /// known for it).
    /// </summary>
    private static void AppendVisible(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> kept = stackalloc byte[VisibleBytes];
        var count = 0;
        foreach (var b in bytes)
        {
            if (b is > 0x20 and < 0x7f)
            {
                kept[count++] = b;
                if (count == VisibleBytes)
                {
                    hash.AppendData(kept);
                    count = 0;
                }
            }
        }

        hash.AppendData(kept[..count]);
    }
}
