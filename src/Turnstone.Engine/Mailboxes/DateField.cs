using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Utils;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// Reads the date of a Date or Received field as its writer meant it: RFC 5322 section 3.3 with the obsolete forms of 4.3, and what old
/// programs made of them. A wrong weekday is passed over. What is written in yet another way is left to MimeKit.
/// </summary>
internal static partial class DateField
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>
    /// Zones by name, in minutes. The American ones are RFC 5322's; the others stood in millions of messages of the nineties and have one
    /// meaning each. All else counts as UTC, the single letters too, whose signs RFC 822 had wrong (RFC 5322 section 4.3).
    /// </summary>
    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -300, ["EDT"] = -240, ["CST"] = -360, ["CDT"] = -300, ["MST"] = -420, ["MDT"] = -360, ["PST"] = -480, ["PDT"] = -420,
        ["WEST"] = 60, ["CET"] = 60, ["MET"] = 60, ["MEZ"] = 60, ["CEST"] = 120, ["MEST"] = 120, ["MESZ"] = 120, ["EET"] = 120, ["EEST"] = 180,
        ["MSK"] = 180, ["HKT"] = 480, ["JST"] = 540, ["KST"] = 540, ["AEST"] = 600, ["AEDT"] = 660, ["NZST"] = 720, ["NZDT"] = 780,
    };

    /// <summary>The moment in UTC; null where none can be read, or one before 1900, which no mail was written in (RFC 5322 section 3.3).</summary>
    public static DateTimeOffset? Read(string text)
    {
        var plain = WithoutComments(text);
        if (Form().Match(plain) is { Success: true } match)
        {
            return FromMatch(match);
        }

        return DateUtils.TryParse(text, out var date) && date.Year >= 1900 ? date.ToUniversalTime() : null;
    }

    /// <summary>The moment in a Received field, which is what follows its last semicolon outside comments (RFC 5321 section 4.4); null where none can be read.</summary>
    public static DateTimeOffset? ReadReceived(string text)
    {
        var plain = WithoutComments(text);
        return Read(plain[(plain.LastIndexOf(';') + 1)..]);
    }

    private static DateTimeOffset? FromMatch(Match match)
    {
        var year = Number(match.Groups["year"]);

        // Two digits: the century is the nearest; three: years since 1900, a mistake of the year 2000 (RFC 5322 section 4.3).
        year += match.Groups["year"].Length switch { 2 => year < 50 ? 2000 : 1900, 3 => 1900, _ => 0 };
        var month = (Months.IndexOf(match.Groups["month"].Value, StringComparison.OrdinalIgnoreCase) / 3) + 1;
        var (day, hour, minute, second) = (Number(match.Groups["day"]), Number(match.Groups["hour"]), Number(match.Groups["minute"]), Number(match.Groups["second"]));
        if (year is < 1900 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24 || minute > 59 || second > 60)
        {
            return null;
        }

        // A leap second, or the midnight that some write as 24:00, is the moment after.
        return new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) + new TimeSpan(hour, minute, second) - ZoneOf(match.Groups["zone"].Value);
    }

    private static TimeSpan ZoneOf(string zone)
    {
        if (zone is not ['+' or '-', ..])
        {
            return TimeSpan.FromMinutes(Zones.GetValueOrDefault(zone));
        }

        var digits = int.Parse(zone.Replace(":", "", StringComparison.Ordinal)[1..], CultureInfo.InvariantCulture);
        var offset = new TimeSpan(digits / 100, digits % 100, 0);

        // No clock on earth is further off than this; a zone that says so says nothing.
        return offset > TimeSpan.FromHours(14) ? TimeSpan.Zero : zone[0] == '-' ? -offset : offset;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static string WithoutComments(string text)
    {
        if (!text.Contains('(', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '(' ? 1 : 0;
            if (depth == 0)
            {
                plain.Append(c);
            }

            if (c == ')' && depth > 0)
            {
                depth--;
                plain.Append(' ');
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex(
        """^\s*(?:[a-z]{2,9}\.?\s*,?\s*)?(?<day>\d{1,2})[\s-]+(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[\s-]+(?<year>\d{2,4})\s*,?\s+(?<hour>\d{1,2})\s*[:.]\s*(?<minute>\d{2})(?:\s*[:.]\s*(?<second>\d{2})(?:[.,]\d+)?)?\s*(?:(?:UTC?|GMT)(?=[+-]))?(?<zone>[+-]\d{2}:?\d{2}|[a-z]+)?""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
