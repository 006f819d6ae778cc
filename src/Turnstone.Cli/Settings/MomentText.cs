using System.Globalization;

namespace Turnstone.Cli.Settings;

/// <summary>A bound in time as people give it: <c>90d</c> for days ago, or a day such as <c>2026-03-01</c> (its first moment, UTC).</summary>
internal static class MomentText
{
    private const int LongestAgo = 36_500;

    public static DateTimeOffset? Read(string option, string? text, TimeProvider time, Findings findings)
    {
        if (text is null)
        {
            return null;
        }

        if (text.EndsWith('d') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= LongestAgo)
        {
            return time.GetUtcNow().AddDays(-days);
        }

        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
        {
            return day;
        }

        findings.Refuse(option, $"\"{text}\" is neither a number of days nor a date.", "Write 90d for ninety days ago, or a day such as 2026-03-01.");
        return null;
    }
}
