using System.Text.RegularExpressions;
using MimeKit.Utils;

namespace Turnstone.Sandbox.Mime;

/// <summary>Reads a Date field: what RFC 5322 allows and MimeKit takes for a date without a time is put straight first.</summary>
internal static partial class DateText
{
    public static DateTimeOffset? Read(string text)
    {
        // Comments and blanks may stand inside the time of day (section 4.3), and a minute may have a second 60 (section 3.3).
        string plain = BlanksInTime().Replace(Comments().Replace(text, " "), ":");
        Match leap = LeapSecond().Match(plain);
        if (leap.Success)
        {
            plain = plain[..leap.Index] + ":59" + plain[(leap.Index + leap.Length)..];
        }

        return DateUtils.TryParse(plain, out DateTimeOffset date) ? date.AddSeconds(leap.Success ? 1 : 0) : null;
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Comments();

    [GeneratedRegex(@"(?<=\d)\s*:\s*(?=\d)")]
    private static partial Regex BlanksInTime();

    [GeneratedRegex(@"(?<=:\d\d):60\b")]
    private static partial Regex LeapSecond();
}
