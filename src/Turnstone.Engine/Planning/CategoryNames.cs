using System.Globalization;

namespace Turnstone.Engine.Planning;

/// <summary>What Exchange and Outlook take for the name of a category.</summary>
public static class CategoryNames
{
    /// <summary>Longest name: the strings of PidNameKeywords are shorter than 256 characters ([MS-OXCMSG] 2.2.1.17).</summary>
    public const int Longest = 255;

    /// <summary>
    /// Characters that no name may hold: Outlook shows and reads an item's categories as one text, divided by the machine's list separator
    /// (its object model's Categories), which is a comma or a semicolon.
    /// </summary>
    public const string Separators = ",;";

    /// <summary>The name to use, empty where nothing is left; <paramref name="change"/> says what was changed, or is null.</summary>
    internal static string Legalise(string name, out string? change)
    {
        change = null;
        var legal = name.Trim();
        if (legal.Any(c => Separators.Contains(c, StringComparison.Ordinal) || char.IsControl(c)))
        {
            legal = string.Concat(legal.Select(c => Separators.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? '-' : c));
            change = "a keyword holds a comma, a semicolon or a control character, which no category may; its category has a hyphen instead";
        }

        if (legal.Length > Longest)
        {
            legal = legal[..(char.IsHighSurrogate(legal[Longest - 1]) ? Longest - 1 : Longest)].TrimEnd();
            change = string.Create(CultureInfo.InvariantCulture, $"a keyword is longer than a category may be; its category has the first {Longest} characters");
        }

        return legal;
    }
}
