using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>RFC 2047 encoded words: UTF-8, base64, none longer than 75 characters, none ending inside a character.</summary>
internal static class EncodedWords
{
    // "=?utf-8?B?" and "?=" leave 63 characters of base64: 45 bytes.
    private const int BytesAWord = 45;

    /// <summary>Printable ASCII with no blank at either end: it can stand in a header as it is.</summary>
    public static bool IsPlain(string value) =>
        !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && value is not ([' ', ..] or [.., ' ']);

    /// <summary>ASCII that no reader takes for the end of the header: a value kept as it came may hold tabs and worse.</summary>
    public static bool IsSafe(string value) => Ascii.IsValid(value) && !value.AsSpan().ContainsAny('\r', '\n', '\0');

    public static string Encode(string value)
    {
        StringBuilder words = new(value.Length * 2);
        Span<byte> bytes = stackalloc byte[BytesAWord];
        int used = 0;
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > BytesAWord)
            {
                Append(words, bytes[..used]);
                used = 0;
            }

            used += rune.EncodeToUtf8(bytes[used..]);
        }

        Append(words, bytes[..used]);
        return words.ToString();
    }

    private static void Append(StringBuilder words, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            words.Append(words.Length > 0 ? " " : "").Append("=?utf-8?B?").Append(Convert.ToBase64String(bytes)).Append("?=");
        }
    }
}
