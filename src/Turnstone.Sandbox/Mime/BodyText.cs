using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Turnstone.Sandbox.Mime;

/// <summary>Bytes of a text part to Unicode with CRLF line ends.</summary>
internal static class BodyText
{
    private const int MetaWindow = 1024;
    private static readonly SearchValues<char> CharsetCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    /// <summary>HTML without a charset in its header may name one in a meta element.</summary>
    public static string DecodeHtml(ReadOnlySpan<byte> bytes, string? charset) =>
        Decode(bytes, string.IsNullOrEmpty(charset) ? MetaCharset(bytes) : charset);

    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return Lines(Encoding.UTF8.GetString(bytes[3..]));
        }

        return Lines(UnicodeText.WellFormed(EncodingFor(bytes, charset).GetString(bytes)));
    }

    private static string? MetaCharset(ReadOnlySpan<byte> bytes)
    {
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWindow)]);
        int at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || head.IndexOf("<meta", 0, at, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        ReadOnlySpan<char> name = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        int end = name.IndexOfAnyExcept(CharsetCharacters);
        return end > 0 ? name[..end].ToString() : null;
    }

    private static Encoding EncodingFor(ReadOnlySpan<byte> bytes, string? charset)
    {
        string name = charset?.Trim().Trim('"', '\'').ToLowerInvariant() ?? "";
        bool isBelied = name.StartsWith("iso-2022", StringComparison.Ordinal) && !Ascii.IsValid(bytes);
        if (!isBelied && name is not ("" or "us-ascii" or "ascii" or "utf-8" or "utf8") && Find(name) is { } named)
        {
            return named;
        }

        // No usable charset, or one the bytes belie: UTF-8 if it is, else the Western default. Assumption: a server of Western locale.
        return Utf8.IsValid(bytes) || name is "utf-8" or "utf8" ? Encoding.UTF8 : Encoding.GetEncoding(1252);
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return name switch
            {
                "latin1" or "latin-1" or "iso8859-1" => Encoding.GetEncoding(1252),
                // RFC 1556: the visual or logical order of Hebrew, same characters.
                "iso-8859-8-i" => Encoding.GetEncoding(28598),
                "cp932" or "ms932" or "windows-31j" => Encoding.GetEncoding(932),
                "gb2312" or "gbk" or "cp936" => Encoding.GetEncoding("gb18030"),
                "cp949" or "ms949" or "uhc" => Encoding.GetEncoding(949),
                _ when name.StartsWith("cp", StringComparison.Ordinal) && int.TryParse(name.AsSpan(2), out int page) => Encoding.GetEncoding(page),
                _ => Encoding.GetEncoding(name),
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>CRLF for every CRLF, CR and LF, and for nothing else.</summary>
    private static string Lines(string text)
    {
        ReadOnlySpan<char> rest = text;
        StringBuilder? lines = null;
        while (rest.IndexOfAny('\r', '\n') is var at and >= 0)
        {
            bool isWhole = rest[at] == '\r' && at + 1 < rest.Length && rest[at + 1] == '\n';
            if (!isWhole && lines is null)
            {
                lines = new StringBuilder(text, 0, text.Length - rest.Length, text.Length + 64);
            }

            lines?.Append(rest[..at]).Append("\r\n");
            rest = rest[(at + (isWhole ? 2 : 1))..];
        }

        return lines is null ? text : lines.Append(rest).ToString();
    }
}
