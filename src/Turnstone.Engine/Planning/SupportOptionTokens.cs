namespace Turnstone.Engine.Planning;

/// <summary>Cuts a text of support options into tokens. A quote opens a value only right behind the equals sign: patterns hold quotes too.</summary>
internal static class SupportOptionTokens
{
    public static IEnumerable<SupportOptionToken> Split(string text)
    {
        var i = 0;
        while (true)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            if (i == text.Length)
            {
                yield break;
            }

            var start = i;
            var end = EndOf(text, start);
            i = end;
            yield return Read(text[start..end]);
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

    private static SupportOptionToken Read(string token)
    {
        var equals = token.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return new SupportOptionToken(token, token, "", "There is no \"=\" in it.");
        }

        var name = token[..equals];
        if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
        {
            return new SupportOptionToken(token, name, "", "What stands before the \"=\" is no option's name.");
        }

        var value = token[(equals + 1)..];
        if (!value.StartsWith('"'))
        {
            return value.Length == 0
                ? new SupportOptionToken(token, name, "", "Nothing stands behind the \"=\".")
                : new SupportOptionToken(token, name, value, null);
        }

        return value.Length > 1 && value.EndsWith('"')
            ? new SupportOptionToken(token, name, value[1..^1], null)
            : new SupportOptionToken(token, name, "", "The quote is never closed.");
    }
}
