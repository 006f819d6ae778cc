using System.Globalization;

namespace Turnstone.Cli.Settings;

/// <summary>A length of time as people give it: <c>30s</c>, <c>5m</c>, <c>8h</c>, <c>2d</c>.</summary>
internal static class WaitText
{
    public static TimeSpan? Read(string option, string? text, TimeSpan least, TimeSpan most, Findings findings)
    {
        if (text is null)
        {
            return null;
        }

        if (TryRead(text) is { } time && time >= least && time <= most)
        {
            return time;
        }

        findings.Refuse(option, $"\"{text}\" is not a length of time it takes.", $"Write a number and s, m, h or d, such as 30s or 8h: {Of(least)} at least, {Of(most)} at most.");
        return null;
    }

    private static TimeSpan? TryRead(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' when count < 10_000 => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    private static string Of(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0}d"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s"),
    };
}
