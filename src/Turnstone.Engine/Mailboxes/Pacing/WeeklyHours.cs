namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>A span of hours on some days of the week, by the clock on the wall; one that passes midnight belongs to the day it begins on.</summary>
public sealed record WeeklyHours
{
    /// <summary>The days it begins on.</summary>
    public required IReadOnlySet<DayOfWeek> Days { get; init; }

    /// <summary>When it begins.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>How long it is on the wall clock; at most a day.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The most bytes a second within it; null for no limit of its own.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Whether it holds when the clock on the wall shows this.</summary>
    public bool Contains(DateTime wall) => IsWithin(wall, wall.Date) || IsWithin(wall, wall.Date.AddDays(-1));

    private bool IsWithin(DateTime wall, DateTime day) => Days.Contains(day.DayOfWeek) && wall - (day + Start) is { Ticks: >= 0 } since && since < Length;
}
