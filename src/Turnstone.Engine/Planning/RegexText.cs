using System.Text.RegularExpressions;
using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Planning;

/// <summary>Reads an operator's regular expression so that no folder's name can keep it busy.</summary>
internal static class RegexText
{
    /// <summary>Characters. An expression that no name can keep busy takes some 100 KB a character to make.</summary>
    private const int LongestPattern = 4000;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    public static Regex Parse(string pattern, string what)
    {
        if (pattern.Length > LongestPattern)
        {
            throw new FormatException($"The {what} has {pattern.Length} characters; it may have {LongestPattern}.");
        }

        try
        {
            return Fast(pattern) ?? new Regex(pattern, Options, FolderMapping.MatchTimeout);
        }
        catch (RegexParseException e)
        {
            throw new FormatException(
                $"The {what} \"{pattern}\" is not a regular expression: {e.Error} at character {e.Offset + 1}.", e);
        }
    }

    /// <summary>What is to be done where one is slow all the same.</summary>
    public static SessionException TooSlow(string what) => new(new Failure
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.LocalOptions,
        Message = $"The {what} does not come to an end on the name of one of this mailbox's folders; nothing was copied.",
        Remedy = "Write it without a repetition inside a repetition, such as (a+)+, then run the same pass again.",
    });

    /// <summary>
    /// In time proportional to the name, whatever the pattern; null where the pattern looks around or back, which this cannot. No limit of time:
    /// none is needed, and a machine that stands still for a second must not fail a mailbox.
    /// </summary>
    private static Regex? Fast(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
