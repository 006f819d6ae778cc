using System.Text.RegularExpressions;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// A rule <c>regex->target</c> over the source path (names joined by <c>/</c>, case ignored). Where it matches, the match is replaced by
/// the target; <c>^INBOX/-></c> with nothing behind the arrow lifts the children of INBOX to the top.
/// </summary>
public sealed record FolderMapping(Regex Pattern, string Target)
{
    /// <summary>Longest time one match of a pattern that looks around or back may take: the pattern is an operator's, and a folder's name a stranger's.</summary>
    internal static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(3);

    // No character at all, and in no name (Unicode 23.7).
    private const char SlashInName = '\uffff';

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
    public FolderPath Apply(FolderPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Pattern.Match(path.ToString()) is not { Success: true } match)
        {
            return path;
        }

        // A slash within a name stays in it where the rule does not touch it: the mark is as long as what it stands for.
        var marked = string.Join('/', path.Names.Select(name => name.Replace('/', SlashInName)));
        var names = (marked[..match.Index] + Target + marked[(match.Index + match.Length)..]).Split('/', StringSplitOptions.RemoveEmptyEntries);

        // A folder mapped to nothing would put its mail nowhere.
        return names.Length == 0 ? path : FolderPath.Of(names.Select(name => name.Replace(SlashInName, '/')));
    }
}
