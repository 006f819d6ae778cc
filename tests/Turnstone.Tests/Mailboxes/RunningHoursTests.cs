using Turnstone.Engine.Mailboxes.Pacing;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

public class RunningHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-03T21:59:59+01:00", false)]
    [InlineData("2026-03-03T22:00:00+01:00", true)]
    [InlineData("2026-03-04T05:59:59+01:00", true)]
    [InlineData("2026-03-04T06:00:00+01:00", false)]
    public void HoursPastMidnight_HoldOnBothSidesOfIt(string moment, bool open) =>
        Assert.Equal(open, Hours(Span("22:00", 8)).AreOpenAt(At(moment)));

    [Fact]
    public void HoursOfADay_BelongToTheDayTheyBeginOn()
    {
        var friday = Hours(Span("22:00", 8, DayOfWeek.Friday));

        Assert.True(friday.AreOpenAt(At("2026-03-07T05:00:00+01:00")));
        Assert.False(friday.AreOpenAt(At("2026-03-07T23:00:00+01:00")));
        Assert.Equal(At("2026-03-13T22:00:00+01:00"), friday.NextOpening(At("2026-03-07T06:00:00+01:00")));
    }

    [Fact]
    public void WholeDays_JoinWithoutAGap()
    {
        var weekend = Hours(Span("00:00", 24, DayOfWeek.Saturday, DayOfWeek.Sunday));

        Assert.True(weekend.AreOpenAt(At("2026-03-07T00:00:00+01:00")));
        Assert.True(weekend.AreOpenAt(At("2026-03-07T23:59:59.999+01:00")));
        Assert.True(weekend.AreOpenAt(At("2026-03-08T00:00:00+01:00")));
        Assert.False(weekend.AreOpenAt(At("2026-03-09T00:00:00+01:00")));
    }

    [Theory]
    [InlineData("2026-03-28T12:00:00+01:00", "2026-03-28T22:00:00+01:00")]
    [InlineData("2026-03-29T12:00:00+02:00", "2026-03-29T22:00:00+02:00")]
    public void NextOpening_IsByTheClockOfThatDay(string now, string opening) =>
        Assert.Equal(At(opening), Hours(Span("22:00", 8)).NextOpening(At(now)));

    [Fact]
    public void HourThatSpringTakes_BeginsWhereTheClockGoesOn()
    {
        var hours = Hours(Span("02:30", 2));

        Assert.Equal(At("2026-03-29T03:00:00+02:00"), hours.NextOpening(At("2026-03-29T01:00:00+01:00")));
    }

    [Fact]
    public void SpanThatSpringTakesWhole_ComesTheWeekAfter()
    {
        var hours = Hours(Span("02:00", 1, DayOfWeek.Sunday));

        Assert.Equal(At("2026-04-05T02:00:00+02:00"), hours.NextOpening(At("2026-03-22T03:00:00+01:00")));
    }

    [Fact]
    public void HourThatAutumnGivesTwice_IsThereTwice()
    {
        var hours = Hours(Span("02:00", 1));

        Assert.True(hours.AreOpenAt(At("2026-10-25T02:30:00+02:00")));
        Assert.True(hours.AreOpenAt(At("2026-10-25T02:30:00+01:00")));
        Assert.False(hours.AreOpenAt(At("2026-10-25T03:00:00+01:00")));
    }

    [Fact]
    public void WithinTheHours_TheNextOpeningIsNow()
    {
        var now = At("2026-03-03T23:00:07+01:00");

        Assert.Equal(now, Hours(Span("22:00", 8)).NextOpening(now));
    }

    [Fact]
    public void WhereSeveralHold_TheLowestRateDoes()
    {
        var hours = Hours(Span("00:00", 24), Span("08:00", 10) with { BytesPerSecond = 5 }, Span("09:00", 1) with { BytesPerSecond = 3 });

        Assert.Null(hours.RateAt(At("2026-03-03T07:00:00+01:00")));
        Assert.Equal(5, hours.RateAt(At("2026-03-03T08:00:00+01:00")));
        Assert.Equal(3, hours.RateAt(At("2026-03-03T09:30:00+01:00")));
    }

    private static RunningHours Hours(params WeeklyHours[] spans) => new(spans, Berlin);

    private static WeeklyHours Span(string start, int hours, params DayOfWeek[] days) => new()
    {
        Days = days.Length == 0 ? Enum.GetValues<DayOfWeek>().ToHashSet() : days.ToHashSet(),
        Start = TimeSpan.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
        Length = TimeSpan.FromHours(hours),
    };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
