using System.Text;
using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>The value of a header as text.</summary>
internal static class HeaderText
{
    /// <summary>Encoded words decoded, folds undone.</summary>
    public static string Decoded(Header header) => UnicodeText.WellFormed(header.Value.ReplaceLineEndings(" "));

    /// <summary>Folds undone and nothing else; raw 8-bit text becomes encoded words.</summary>
    public static string Kept(Header header)
    {
        ReadOnlySpan<byte> raw = header.RawValue;
        return Ascii.IsValid(raw) && !raw.Contains((byte)0)
            ? Unfold(Encoding.ASCII.GetString(raw))
            : EncodedWords.Encode(UnicodeText.WellFormed(Unfold(header.Value)));
    }

    public static string? KeptOrNull(Header header) => Kept(header) is { Length: > 0 } text ? text : null;

    private static readonly char[] Blanks = [' ', '\t'];

    private static string Unfold(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim(Blanks);
}
