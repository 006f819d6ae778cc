using System.Text.RegularExpressions;

namespace Turnstone.Engine.Planning;

/// <summary>
/// A rule <c>regex->target</c> over the source path (names joined by <c>/</c>, case ignored). Where it matches, the match is replaced by
/// the target; <c>^INBOX/-></c> with nothing behind the arrow lifts the children of INBOX to the top.
/// </summary>
public sealed record FolderMapping(Regex Pattern, string Target)
{
    /// <summary>Longest time one match may take: the pattern is an operator's, and a folder's name a stranger's.</summary>
    internal static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Reads <c>regex->target</c>.</summary>
    /// <exception cref="FormatException">There is no arrow, nothing before it, or the pattern is no regular expression; the message says which.</exception>
    public static FolderMapping Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        if (arrow <= 0)
        {
            throw new FormatException($"The folder mapping \"{text}\" has no \"->\" between a pattern and a target.");
        }

        return new FolderMapping(RegexText.Parse(text[..arrow], "folder mapping"), text[(arrow + 2)..]);
    }

    /// <summary>The path after the rule; the same path where it does not match.</summary>
    public string Apply(string path) => Pattern.Replace(path, Target.Replace("$", "$$", StringComparison.Ordinal), count: 1);
}
