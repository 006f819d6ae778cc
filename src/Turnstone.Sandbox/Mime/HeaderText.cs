using System.Text;
using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>The value of a header as text.</summary>
internal static class HeaderText
{
    /// <summary>Encoded words decoded, folds undone.</summary>
    public static string Decoded(Header header) => UnicodeText.WellFormed(header.Value.ReplaceLineEndings(" "));

    /// <summary>Folds undone and nothing else; 8-bit text as UTF-8 if it is, else as the parser makes it out.</summary>
    public static string Kept(Header header)
    {
        ReadOnlySpan<byte> raw = header.RawValue;
        string text = Ascii.IsValid(raw) ? Encoding.ASCII.GetString(raw) : UnicodeText.WellFormed(header.Value);
        return text.AsSpan().ContainsAny('\r', '\n') ? Unfold(text) : text.Trim(Blanks).ToString();
    }

    public static string? KeptOrNull(Header header) => Kept(header) is { Length: > 0 } text ? text : null;

    private static readonly char[] Blanks = [' ', '\t'];

    private static string Unfold(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim(Blanks);
}
