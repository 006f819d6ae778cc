using System.Text;
using MimeKit.Utils;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>Raw 8-bit bytes in header fields written as encoded words (RFC 2047); everything else is copied as it is.</summary>
internal sealed class EncodedHeaders : Rung
{
    /// <summary>A header block larger than this is left as it is: the last rung is for such messages.</summary>
    private const int LongestHead = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string What => "8-bit characters in header fields encoded";

    public override ItemContent? Apply(ItemContent content, PreparedItem item, ContentSpool spool)
    {
        using var stream = content.OpenRead();
        var head = ReadHead(stream);
        if (head is null || !head.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0xff))
        {
            return null;
        }

        using var writer = spool.Write(content.Length * 2);
        foreach (var line in Lines(head))
        {
            writer.Write(line.Span.ContainsAnyInRange((byte)0x80, (byte)0xff) ? Encode(line.Span) : line.Span);
        }

        stream.CopyTo(writer);
        return writer.Complete();
    }

    /// <summary>The bytes up to and with the empty line, or null where there is none within reason; leaves the stream right behind it.</summary>
    private static byte[]? ReadHead(Stream stream)
    {
        using var head = new MemoryStream();
        var lineLength = 0;
        for (int b; head.Length < LongestHead && (b = stream.ReadByte()) >= 0;)
        {
            head.WriteByte((byte)b);
            if (b == '\n')
            {
                if (lineLength == 0)
                {
                    return head.ToArray();
                }

                lineLength = 0;
            }
            else if (b != '\r')
            {
                lineLength++;
            }
        }

        return null;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(byte[] head)
    {
        for (var start = 0; start < head.Length;)
        {
            var end = head.AsSpan(start).IndexOf((byte)'\n');
            var length = end < 0 ? head.Length - start : end + 1;
            yield return head.AsMemory(start, length);
            start += length;
        }
    }

    /// <summary>
    /// Only words with 8-bit bytes change, so that addresses and names around them stay what they are. Neighbouring ones become one encoded
    /// word: a reader drops the blank between two (RFC 2047 section 6.2).
    /// </summary>
    private static byte[] Encode(ReadOnlySpan<byte> line)
    {
        // Latin-1 here is a byte for a character, nothing more.
        var text = Encoding.Latin1.GetString(line.TrimEnd("\r\n"u8));
        var start = text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && !Has8Bit(text.AsSpan(0, colon)) ? colon + 1 : 0;
        var result = new StringBuilder(text[..start]);
        var run = new List<string>();
        foreach (var word in text[start..].Split(' '))
        {
            if (Has8Bit(word))
            {
                run.Add(word);
                continue;
            }

            Flush();
            Separate().Append(word);
        }

        Flush();
        return Encoding.Latin1.GetBytes(result.Append(line.EndsWith("\r\n"u8) ? "\r\n" : "\n").ToString());

        void Flush()
        {
            if (run.Count > 0)
            {
                var words = Decode(Encoding.Latin1.GetBytes(string.Join(' ', run).Trim('"')));
                Separate().Append(Encoding.ASCII.GetString(Rfc2047.EncodePhrase(Encoding.UTF8, words)));
                run.Clear();
            }
        }

        StringBuilder Separate() => result.Length == 0 ? result : result.Append(' ');
    }

    private static bool Has8Bit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u0080', '\u00ff');

    /// <summary>UTF-8 where it is valid, else the code page that most mail of that time was written in.</summary>
    private static string Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1).GetString(bytes);
        }
    }
}
