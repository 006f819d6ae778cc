using System.Globalization;
using System.Text;

namespace Turnstone.Engine.Reporting;

/// <summary>
/// Text from a server, safe to show to a person: characters that would move the cursor, turn the direction of writing or hide
/// themselves are written as their code, such as <c>⟨U+202E⟩</c>. A folder whose name turns the
/// direction half-way must not look like another one.
/// </summary>
public static class VisibleText
{
    /// <summary>The text, with what cannot be seen made visible.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? result = null;
        var done = 0;
        for (var i = 0; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || IsHidden(rune))
            {
                result ??= new StringBuilder(text.Length + 16);
                result.Append(text, done, i - done);
                result.Append(CultureInfo.InvariantCulture, $"⟨U+{(isWhole ? rune.Value : text[i]):X4}⟩");
                done = i + length;
            }

            i += length;
        }

        return result is null ? text : result.Append(text, done, text.Length - done).ToString();
    }

    // The joiners U+200C and U+200D stay: Persian words and family emoji are spelled with them.
    private static bool IsHidden(Rune rune) => rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate;
}
