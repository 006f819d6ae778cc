namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>
/// When mail may move. What counts is the clock on the wall of a time zone: an hour that it skips in spring is not there, and one that it
/// shows twice in autumn is there twice.
/// </summary>
/// <param name="hours">At least one span; where several hold, the lowest rate does.</param>
/// <param name="zone">Whose clock.</param>
public sealed class RunningHours(IReadOnlyList<WeeklyHours> hours, TimeZoneInfo zone)
{
    /// <summary>A span once a week may fall into the hour that spring takes: then it comes two weeks after the last.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(15);

    /// <summary>Whose clock.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>Whether mail may move then.</summary>
    public bool AreOpenAt(DateTimeOffset moment)
    {
        var wall = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        return hours.Any(span => span.Contains(wall));
    }

    /// <summary>The lowest rate of the spans that hold then; null where none has one.</summary>
    public double? RateAt(DateTimeOffset moment)
    {
        var wall = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        return hours.Where(span => span.Contains(wall)).Min(span => span.BytesPerSecond);
    }

    /// <summary>When mail may move next; the moment itself where it may then.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset moment)
    {
        if (AreOpenAt(moment))
        {
            return moment;
        }

        // Spans and changes of the clock fall on whole minutes: looking at each is slower than arithmetic, and right on every day of the year.
        var minute = new DateTimeOffset(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (var end = minute + Horizon; minute < end;)
        {
            minute = minute.AddMinutes(1);
            if (AreOpenAt(minute))
            {
                return minute;
            }
        }

        throw new InvalidOperationException("Hours that never come.");
    }
}
