using System.Globalization;
using Turnstone.Server.Components;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Moments are written by the clock of whoever reads them, whatever their browser says of itself.</summary>
public sealed class ReaderTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 27, 23, 30, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Berlin", "de-DE", "28.11.2026", "28.11.2026 00:30", "(Europe/Berlin)")]
    [InlineData("America/New_York", "en-US", "11/27/2026", "11/27/2026 6:30 PM", "(America/New_York)")]
    [InlineData("Asia/Kolkata", "en-GB", "28/11/2026", "28/11/2026 05:00", "(Asia/Kolkata)")]
    [InlineData(null, "en-GB", "27/11/2026", "27/11/2026 23:30", "(UTC)")]
    [InlineData("", "en-GB", "27/11/2026", "27/11/2026 23:30", "(UTC)")]
    [InlineData("../../etc/passwd", "en-GB", "27/11/2026", "27/11/2026 23:30", "(UTC)")]
    [InlineData("Mars/Phobos", "en-GB", "27/11/2026", "27/11/2026 23:30", "(UTC)")]
    public void Moment_IsWrittenByTheirClock(string? zone, string culture, string day, string time, string whose)
    {
        var reader = new Reader();
        reader.LivesIn(zone);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal((day, Plain(time)), (reader.DayOf(Evening), Plain(reader.TimeOf(Evening))));
            Assert.EndsWith(whose, reader.WholeOf(Evening), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        // Which space stands there is a matter of the machine's tables.
        static string Plain(string text) => text.Replace('\u202f', ' ').Replace(", ", " ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-01T12:00", "2026-07-01T10:00Z")]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30Z")]
    public void Clock_IsAMoment_EvenWhereItJumps(string clock, string moment)
    {
        var reader = new Reader();
        reader.LivesIn("Europe/Berlin");

        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), reader.AtClock(DateTime.Parse(clock, CultureInfo.InvariantCulture)));
    }
}
