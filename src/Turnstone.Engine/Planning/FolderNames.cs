using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Engine.Planning;

/// <summary>Makes any folder name one that Exchange takes and Outlook can show, and says what it changed.</summary>
internal static class FolderNames
{
    /// <summary>
    /// Longest name in UTF-16 units. No public text gives Exchange's maximum; about 255 is what the field expects, and MAPI's display
    /// name column holds 255, so we stay just below.
    /// </summary>
    public const int LongestName = 250;

    private const string LineBreaksAndBlanks = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000";

    /// <summary>The name to use, of at most <paramref name="longest"/> units; <paramref name="change"/> says what was changed, or is null.</summary>
    public static string Legalise(string name, int longest, out string? change)
    {
        var changes = new List<string>();
        var result = ReplaceIllegal(name, changes);

        // Exchange's own IMAP and several clients cannot address a name with a blank at either end (imapsync FAQ.Exchange).
        var trimmed = result.Trim(LineBreaksAndBlanks.ToCharArray());
        if (trimmed != result)
        {
            changes.Add("blanks at its ends removed");
        }

        if (trimmed.Length == 0)
        {
            trimmed = "_";
            changes.Add("a name made of nothing visible replaced");
        }

        if (trimmed.Length > longest)
        {
            trimmed = Shorten(trimmed, longest);
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"shortened to {longest} characters"));
        }

        change = changes.Count == 0 ? null : string.Join(", ", changes);
        return trimmed;
    }

    /// <summary>A legal name with a number behind it, from the second on; the first is the name itself.</summary>
    public static string Number(string legal, int number, int longest)
    {
        if (number == 1)
        {
            return legal;
        }

        var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
        return Cut(legal, longest - suffix.Length) + suffix;
    }

    /// <summary>Names that Exchange holds for the same: it ignores case, and we do not tell Unicode's forms of one letter apart.</summary>
    public static string Fold(string name) => name.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>At most so many UTF-16 units of a name, and no half of a character.</summary>
    public static string Cut(string name, int longest) =>
        name.Length <= longest ? name : name[..(char.IsHighSurrogate(name[longest - 1]) ? longest - 1 : longest)];

    private static string ReplaceIllegal(string name, List<string> changes)
    {
        var text = new StringBuilder(name.Length);
        var replaced = false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsHighSurrogate(c) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                text.Append(c).Append(name[++i]);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\ufffe' or '\uffff')
            {
                // XML 1.0 has no place for these: one of them costs the whole request (XML 1.0 section 2.2; HTTP 500, ews-java-api#233).
                text.Append('_');
                replaced = true;
            }
            else
            {
                text.Append(c);
            }
        }

        if (replaced)
        {
            changes.Add("characters that Exchange cannot hold replaced by \"_\"");
        }

        return text.ToString();
    }

    /// <summary>Cut, with a digest of the whole name at the end so that two long names stay two.</summary>
    private static string Shorten(string name, int longest)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return Cut(name, longest - digest.Length - 1).TrimEnd() + "~" + digest;
    }
}
