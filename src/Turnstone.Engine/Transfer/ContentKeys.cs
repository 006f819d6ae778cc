using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using MimeKit;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Makes the key by which a message is known again under another UID or in another folder. A match means that a message is not sent, so
/// two messages that differ must not share one: a draft that was edited in place keeps its Message-ID, a list sends the same message a
/// second time, and machines write mails whose fields are all alike. Documented in docs/exchange-properties.md.
/// </summary>
internal static class ContentKeys
{
    /// <summary>How much of the body is digested; of what lies behind it, its length speaks.</summary>
    private const int BodyBytes = 64 << 10;

    private static readonly HeaderId[] FormerFields = [HeaderId.MessageId, HeaderId.Date, HeaderId.From, HeaderId.Subject];

    // The topmost Received tells two deliveries of one message apart: the direct one and the one by way of a list.
    private static readonly HeaderId[] Fields = [.. FormerFields, HeaderId.Received];

    /// <summary>SHA-256 over the identifying fields, the body's length and its first 64 KiB.</summary>
    public static ContentKey Make(SmtpAddress mailbox, HeaderList headers, ReadOnlySpan<byte> head, ItemContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendIdentity(hash, Fields, headers, head);
        AppendBody(hash, content, head.Length);
        return ContentKey.FromDigest(mailbox, hash.GetHashAndReset());
    }

    /// <summary>As the first version made it, which wrote it on items that are still there: the fields alone.</summary>
    public static ContentKey MakeFormer(HeaderList headers, ReadOnlySpan<byte> head)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendIdentity(hash, FormerFields, headers, head);
        return ContentKey.FromDigest(hash.GetHashAndReset());
    }

    /// <summary>
    /// The fields, each reduced to its visible ASCII characters (servers re-fold fields and mend 8-bit bytes differently in BODY[] and
    /// BODY[HEADER]; Zimbra is known for it), or the whole block where it has neither Message-ID nor Date.
    /// </summary>
    private static void AppendIdentity(IncrementalHash hash, ReadOnlySpan<HeaderId> fields, HeaderList headers, ReadOnlySpan<byte> head)
    {
        if (!headers.Contains(HeaderId.MessageId) && !headers.Contains(HeaderId.Date))
        {
            hash.AppendData(Visible(head));
            return;
        }

        foreach (var id in fields)
        {
            var index = headers.IndexOf(id);
            hash.AppendData(Visible(index < 0 ? [] : headers[index].RawValue));
            hash.AppendData("\n"u8);
        }
    }

    private static void AppendBody(IncrementalHash hash, ItemContent content, int start)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, content.Length - start);
        hash.AppendData(length);

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

    private static byte[] Visible(ReadOnlySpan<byte> bytes)
    {
        var kept = new byte[bytes.Length];
        var count = 0;
        foreach (var b in bytes)
        {
            if (b is > 0x20 and < 0x7f)
            {
                kept[count++] = b;
            }
        }

        return kept[..count];
    }
}
