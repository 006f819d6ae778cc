using System.Text;

namespace Turnstone.Engine.Planning;

/// <summary>
/// Reads keywords that are written in modified UTF-7 (RFC 3501 section 5.1.3): a keyword is an ASCII atom, and Thunderbird and others put
/// other letters into it that way.
/// </summary>
internal static class KeywordText
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

    /// <summary>The text; the keyword itself where it is not written so through and through.</summary>
    public static string Decode(string keyword)
    {
        var text = new StringBuilder(keyword.Length);
        for (var i = 0; i < keyword.Length;)
        {
            if (keyword[i] != '&')
            {
                text.Append(keyword[i++]);
                continue;
            }

            var end = keyword.IndexOf('-', i);
            if (end < 0 || !TryAppend(keyword.AsSpan((i + 1)..end), text))
            {
                return keyword;
            }

            i = end + 1;
        }

        return text.ToString();
    }

    private static bool TryAppend(ReadOnlySpan<char> run, StringBuilder text)
    {
        if (run.IsEmpty)
        {
            text.Append('&');
            return true;
        }

        // Thunderbird writes a tag's keyword in lower case, and what that leaves of base64 means other letters (&AOQ- is ä, &aoq- is 檊).
        if (run.ContainsAnyInRange('a', 'z') && !run.ContainsAnyInRange('A', 'Z'))
        {
            return false;
        }

        var (bits, count) = (0, 0);
        var start = text.Length;
        foreach (var c in run)
        {
            var value = Base64.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (bits, count) = ((bits << 6) | value, count + 6);
            if (count >= 16)
            {
                count -= 16;
                text.Append((char)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        // Bits left over are filling, all of them zero; and what ASCII can write is never encoded, control characters least of all.
        return bits == 0 && count < 6 && text.Length > start && IsText(text.ToString(start, text.Length - start));
    }

    private static bool IsText(string letters)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            if (char.IsHighSurrogate(letters[i]) && i + 1 < letters.Length && char.IsLowSurrogate(letters[i + 1]))
            {
                i++;
            }
            else if (letters[i] < 0x80 || char.IsControl(letters[i]) || char.IsSurrogate(letters[i]) || letters[i] >= '\ufffe')
            {
                return false;
            }
        }

        return true;
    }
}
