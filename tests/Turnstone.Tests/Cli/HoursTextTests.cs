using Turnstone.Cli.Settings;
using Turnstone.Server.Lists;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Cli;

public class HoursTextTests
{
    [Theory]
    [InlineData("22:00-06:00", "2026-03-03T23:00", true)]
    [InlineData("22:00-06:00", "2026-03-03T12:00", false)]
    [InlineData("Mon-Fri 22:00-06:00", "2026-03-07T05:00", true)]
    [InlineData("mon-fri 22:00-06:00", "2026-03-07T23:00", false)]
    [InlineData("Sat,Sun 00:00-24:00", "2026-03-08T23:59", true)]
    [InlineData("Fri-Mon 0:00 - 24:00", "2026-03-08T12:00", true)]
    [InlineData("Fri-Mon 0:00 - 24:00", "2026-03-04T12:00", false)]
    [InlineData("Monday, Wednesday-Thursday 8:00-9:00", "2026-03-05T08:30", true)]
    [InlineData("00:00-24:00 at 50", "2026-03-05T08:30", true)]
    public void Hours_HoldAsWritten(string text, string wall, bool open) =>
        Assert.Equal(open, Read(text)!.AreOpenAt(DateTimeOffset.Parse(wall + "Z", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void RateOfHours_IsInMegabits() =>
        Assert.Equal(2_500_000, Read("22:00-06:00", "Sun 00:00-24:00 at 20")!.RateAt(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("")]
    [InlineData("always")]
    [InlineData("22:00")]
    [InlineData("25:00-06:00")]
    [InlineData("24:00-06:00")]
    [InlineData("22:60-06:00")]
    [InlineData("22:00-22:00")]
    [InlineData("Mon-Noday 22:00-06:00")]
    [InlineData("Mon-Tue-Wed 22:00-06:00")]
    [InlineData("22:00-06:00 at")]
    [InlineData("22:00-06:00 at fast")]
    [InlineData("22:00-06:00 at 0")]
    public void WhatIsNoHours_IsRefusedWithTheWayToWriteThem(string text)
    {
        var findings = new Findings();

        Assert.Null(HoursText.Read("--window", [text], new SteppedTime(), findings));

        var fault = Assert.Single(findings.Faults);
        Assert.Equal("--window", fault.Where);
        Assert.Contains("Write 22:00-06:00", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void NoHours_AreAlways() => Assert.Null(HoursText.Read("--window", [], new SteppedTime(), new Findings()));

    private static RunningHours? Read(params string[] texts)
    {
        var findings = new Findings();
        var hours = HoursText.Read("--window", texts, new UtcTime(), findings);
        Assert.Empty(findings.Faults);
        return hours;
    }

    private sealed class UtcTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
