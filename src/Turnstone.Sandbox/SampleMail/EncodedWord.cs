using System.Buffers;
using System.Text;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>Header text beyond ASCII (RFC 2047), in words of at most 75 characters that never split a character.</summary>
internal static class EncodedWord
{
    // "=?" charset "?B?" … "?=": 30 bytes make 40 of base64 and leave room for the longest charset name.
    private const int BytesAWord = 30;
    private static readonly SearchValues<char> Specials = SearchValues.Create("\"(),.:;<>@[]\\");

    public static string Phrase(string text, Encoding charset) =>
        Ascii.IsValid(text) ? text : string.Join("\r\n ", Words(text, charset));

    public static string DisplayName(string name, Encoding charset) =>
        !Ascii.IsValid(name) ? Phrase(name, charset)
        : name.AsSpan().ContainsAny(Specials) ? Quoted(name)
        : name;

    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A parameter's value by RFC 2231, for attachment names.</summary>
    public static string Parameter(string name, string value) =>
        Ascii.IsValid(value)
            ? $"{name}={Quoted(value)}"
            : $"{name}*=utf-8''{Uri.EscapeDataString(value)}";

    private static IEnumerable<string> Words(string text, Encoding charset)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var next = word + rune.ToString();
            if (charset.GetByteCount(next) > BytesAWord && word.Length > 0)
            {
                yield return Word(word.ToString(), charset);
                word.Clear();
            }

            word.Append(rune);
        }

        yield return Word(word.ToString(), charset);
    }

    private static string Word(string text, Encoding charset) =>
        $"=?{charset.WebName}?B?{Convert.ToBase64String(charset.GetBytes(text))}?=";
}
