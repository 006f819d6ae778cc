using System.Buffers;
using System.Globalization;
using System.Text;

namespace Turnstone.Engine.Verification;

/// <summary>Which charset a text is really in: its label, unless the bytes belie it (<see cref="LegitimateChanges.BeliedCharset"/>).</summary>
internal static class TextCharset
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <param name="label">The charset the part names; null where it names none.</param>
    /// <param name="isHtml">HTML may name its charset in its own head.</param>
    /// <param name="head">The first bytes.</param>
    /// <param name="isAscii">Whether all bytes are below 128.</param>
    /// <param name="isUtf8">Whether all bytes are valid UTF-8.</param>
    public static Encoding Of(string? label, bool isHtml, ReadOnlySpan<byte> head, bool isAscii, bool isUtf8)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            return Encoding.UTF8;
        }

        var name = label?.Trim(' ', '"', '\'').ToLowerInvariant() ?? "";
        if (name.Length == 0 && isHtml)
        {
            name = MetaCharset(head);
        }

        var isBelied = name.StartsWith("iso-2022", StringComparison.Ordinal) && !isAscii;
        if (!isBelied && name is not ("" or "us-ascii" or "ascii" or "utf-8" or "utf8") && Find(name) is { } named)
        {
            return named;
        }

        return isUtf8 || name is "utf-8" or "utf8" ? Encoding.UTF8 : Encoding.GetEncoding(1252);
    }

    private static string MetaCharset(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        var at = text.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || text.IndexOf("<meta", 0, at, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return "";
        }

        var name = text.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = name.IndexOfAnyExcept(NameCharacters);
        return end > 0 ? name[..end].ToString().ToLowerInvariant() : "";
    }

    private static Encoding? Find(string name)
    {
        try
        {
            // Names that mail uses for more than they say: the larger charset reads all of the smaller.
            return name switch
            {
                "latin1" or "latin-1" or "iso8859-1" => Encoding.GetEncoding(1252),
                "iso-8859-8-i" => Encoding.GetEncoding("iso-8859-8"),
                "cp932" or "ms932" or "windows-31j" => Encoding.GetEncoding(932),
                "gb2312" or "gbk" or "cp936" => Encoding.GetEncoding("gb18030"),
                "cp949" or "ms949" or "uhc" => Encoding.GetEncoding(949),
                _ when name.StartsWith("cp", StringComparison.Ordinal) && int.TryParse(name.AsSpan(2), CultureInfo.InvariantCulture, out var page) =>
                    Encoding.GetEncoding(page),
                _ => Encoding.GetEncoding(name),
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
