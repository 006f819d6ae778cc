using System.Globalization;

namespace Turnstone.Server.Components;

/// <summary>Who reads the page: moments are written in their time zone and, as numbers are, the way their browser's first language writes them.</summary>
public sealed class Reader
{
    /// <summary>Where a browser keeps its time zone for the server, by its name in the IANA database.</summary>
    public const string ZoneCookie = "turnstone.zone";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Their time zone; UTC as long as it is not known, or where this machine does not know it.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>What the zone is called beside a moment.</summary>
    public string ZoneName => Zone.Equals(TimeZoneInfo.Utc) ? "UTC" : Zone.Id;

    /// <summary>Takes what the browser said of itself, which may be anything.</summary>
    public void LivesIn(string? zone) => Zone = zone is { Length: > 0 and <= 100 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc;

    /// <summary>The moment on their clock.</summary>
    public DateTimeOffset Here(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The day, short enough for a table.</summary>
    public string DayOf(DateTimeOffset at) => Here(at).ToString("d", CultureInfo.CurrentCulture);

    /// <summary>The day and the time to the minute, short enough for a table.</summary>
    public string TimeOf(DateTimeOffset at) => Here(at).ToString("g", CultureInfo.CurrentCulture);

    /// <summary>The day in words, the time to the second, and whose clock it is.</summary>
    public string WholeOf(DateTimeOffset at) => $"{Here(at).ToString("F", CultureInfo.CurrentCulture)} ({ZoneName})";

    /// <summary>The moment that their clock shows as this; of an hour that it shows twice the first, of one that it leaves out the one after it.</summary>
    /// <param name="clock">What it shows, of no zone.</param>
    public DateTimeOffset AtClock(DateTime clock)
    {
        var shown = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        while (Zone.IsInvalidTime(shown))
        {
            shown += Minute;
        }

        return new DateTimeOffset(shown, Zone.IsAmbiguousTime(shown) ? Zone.GetAmbiguousTimeOffsets(shown).Max() : Zone.GetUtcOffset(shown));
    }
}
