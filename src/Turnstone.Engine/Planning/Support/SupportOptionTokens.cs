namespace Turnstone.Engine.Planning.Support;

/// <summary>Cuts a text of support options into tokens. A quote opens a value only right behind the equals sign: patterns hold quotes too.</summary>
internal static class SupportOptionTokens
{
    /// <summary>The name of the one option that MigrationWiz shows as a sentence; both ways of writing it are taken.</summary>
    public const string NoDuplicateSearch = "DoNotSearchDestinationForDuplicates";

    private const string NoDuplicateSearchSentence = "Do not search destination for duplicates";

    public static IEnumerable<SupportOptionToken> Split(string text)
    {
        var (i, line) = (0, 1);
        while (true)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i]))
            {
                line += text[i++] == '\n' ? 1 : 0;
            }

            if (i == text.Length)
            {
                yield break;
            }

            var start = i;
            if (string.Compare(text, start, NoDuplicateSearchSentence, 0, NoDuplicateSearchSentence.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                i = start + NoDuplicateSearchSentence.Length;
                yield return new SupportOptionToken(line, text[start..i], NoDuplicateSearch, "1", null);
                continue;
            }

            i = EndOf(text, start);
            yield return Read(line, text[start..i]);
            line += text.AsSpan(start, i - start).Count('\n');
        }
    }

    // A quoted value ends at the quote that a blank or the end follows, so that FolderMapping="^a"b->c" is read as it was meant.
    private static int EndOf(string text, int start)
    {
        var equals = start;
        while (equals < text.Length && text[equals] != '=' && !char.IsWhiteSpace(text[equals]))
        {
            equals++;
        }

        if (equals + 1 < text.Length && text[equals] == '=' && text[equals + 1] == '"')
        {
            for (var i = equals + 2; i < text.Length; i++)
            {
                if (text[i] == '"' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
                {
                    return i + 1;
                }
            }

            return text.Length;
        }

        while (equals < text.Length && !char.IsWhiteSpace(text[equals]))
        {
            equals++;
        }

        return equals;
    }

    private static SupportOptionToken Read(int line, string token)
    {
        var equals = token.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return new SupportOptionToken(line, token, token, "", "There is no \"=\" in it.");
        }

        var name = token[..equals];
        if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
        {
            return new SupportOptionToken(line, token, name, "", "What stands before the \"=\" is no option's name.");
        }

        var value = token[(equals + 1)..];
        if (!value.StartsWith('"'))
        {
            return value.Length == 0
                ? new SupportOptionToken(line, token, name, "", "Nothing stands behind the \"=\".")
                : new SupportOptionToken(line, token, name, value, null);
        }

        return value.Length > 1 && value.EndsWith('"')
            ? new SupportOptionToken(line, token, name, value[1..^1], null)
            : new SupportOptionToken(line, token, name, "", "The quote is never closed.");
    }
}
