using System.Text.RegularExpressions;

namespace Turnstone.Engine.Planning;

internal static class RegexText
{
    public static Regex Parse(string pattern, string what)
    {
        try
        {
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, FolderMapping.MatchTimeout);
        }
        catch (RegexParseException e)
        {
            throw new FormatException(
                $"The {what} \"{pattern}\" is not a regular expression: {e.Error} at character {e.Offset + 1}.", e);
        }
    }
}
