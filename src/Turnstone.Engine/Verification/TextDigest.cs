using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Engine.Verification;

/// <summary>
/// SHA-256 of a text as a person reads it: decoded, every line end the same (<see cref="LegitimateChanges.LineEnds"/>), nothing blank at
/// its end (<see cref="LegitimateChanges.EndOfText"/>). Reads the text twice and holds a few kilobytes of it.
/// </summary>
internal static class TextDigest
{
    private const int Window = 16 << 10;
    private const int HeadBytes = 1024;

    /// <param name="open">Opens the decoded bytes anew.</param>
    /// <param name="label">The charset the part names.</param>
    /// <param name="isHtml">HTML may name its charset in its own head.</param>
    public static (string Digest, bool IsEmpty) Of(Func<Stream> open, string? label, bool isHtml)
    {
        Encoding encoding;
        using (var stream = open())
        {
            encoding = Probe(stream, label, isHtml);
        }

        using var again = open();
        return Hash(again, encoding);
    }

    private static Encoding Probe(Stream stream, string? label, bool isHtml)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var buffer = new byte[Window];
        var chars = new char[Window + 4];
        byte[] head = [];
        var (isAscii, isUtf8) = (true, true);
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
        {
            var bytes = buffer.AsSpan(0, read);
            head = head.Length == 0 ? bytes[..Math.Min(read, HeadBytes)].ToArray() : head;
            isAscii = isAscii && Ascii.IsValid(bytes);
            try
            {
                _ = isUtf8 ? strict.GetChars(bytes, chars, flush: read < Window) : 0;
            }
            catch (DecoderFallbackException)
            {
                isUtf8 = false;
            }
        }

        return TextCharset.Of(label, isHtml, head, isAscii, isUtf8);
    }

    private static (string Digest, bool IsEmpty) Hash(Stream stream, Encoding encoding)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, Window);
        var raw = new char[Window];
        var lines = new char[Window];
        var trimmed = hash.GetCurrentHash();
        var (isEmpty, isFirst, afterReturn) = (true, true, false);
        for (int read; (read = reader.ReadBlock(raw, 0, raw.Length)) > 0; isFirst = false)
        {
            var count = 0;
            var end = 0;
            foreach (var c in raw.AsSpan(isFirst && raw[0] == '\uFEFF' ? 1..read : 0..read))
            {
                // The line feed of a CR LF whose CR was a line end already.
                var isSecondHalf = c == '\n' && afterReturn;
                afterReturn = c == '\r';
                if (!isSecondHalf)
                {
                    lines[count++] = c == '\r' ? '\n' : c;
                    end = c is ' ' or '\t' or '\r' or '\n' ? end : count;
                }
            }

            if (end > 0)
            {
                hash.AppendData(MemoryMarshal.AsBytes(lines.AsSpan(0, end)));
                trimmed = hash.GetCurrentHash();
                isEmpty = false;
            }

            hash.AppendData(MemoryMarshal.AsBytes(lines.AsSpan(end..count)));
        }

        return (Convert.ToHexStringLower(trimmed), isEmpty);
    }
}
