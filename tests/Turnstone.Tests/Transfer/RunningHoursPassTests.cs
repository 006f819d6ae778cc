using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>Passes on a clock that begins on a Sunday at noon (UTC).</summary>
public class RunningHoursPassTests
{
    private readonly PassWorld _world = new PassWorld().WithInbox(200);

    [Fact]
    public async Task OutsideTheHours_ThePassWaits_AndSpendsNothing()
    {
        var waits = new Waits(_world.Time);
        Wait? seen = null;
        waits.Changed += () => seen ??= waits.Longest;

        var report = await RunAsync(Hours("22:00", 8), waits);

        Assert.Equal((PassStatus.Completed, 200L, 0L), (report.Status, report.Totals.Copied, report.Totals.Failed));
        Assert.Equal(WaitCause.Window, seen!.Cause);
        Assert.InRange(seen.Until, new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 22, 1, 0, TimeSpan.Zero));
        Assert.True(report.Passive >= TimeSpan.FromHours(10), $"{report.Passive}");
    }

    [Fact]
    public async Task HoursThatEndInTheMiddle_AreWaitedFor_AndEverythingArrivesOnce()
    {
        var delivered = 0;
        _world.Trouble.KillsConnection = _ =>
        {
            if (++delivered == 60)
            {
                _world.Time.Advance(TimeSpan.FromHours(2));
            }

            return false;
        };

        var report = await RunAsync(Hours("11:30", 1), new Waits(_world.Time));

        Assert.Equal((PassStatus.Completed, 200L), (report.Status, report.Totals.Copied));
        _world.AssertAllThereOnce(200);
        Assert.True(report.Finished >= new DateTimeOffset(2026, 3, 2, 11, 30, 0, TimeSpan.Zero), $"{report.Finished}");
    }

    [Fact]
    public async Task StopOutsideTheHours_EndsTheWaitAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var waits = new Waits(_world.Time);
        waits.Changed += stop.Cancel;

        var report = await RunAsync(Hours("22:00", 8), waits, stop.Token);

        Assert.Equal(PassStatus.Stopped, report.Status);
    }

    private Task<MailboxReport> RunAsync(RunningHours hours, Waits waits, CancellationToken cancellationToken = default)
    {
        var setup = new PassSetup { Source = SmtpAddress.Parse("anna@old.example"), Destination = SmtpAddress.Parse("anna@new.example") };
        var source = new GatedSource(_world.Source, new HoursGate(hours, _world.Time));
        var destination = new GatedDestination(_world.Trouble, new HoursGate(hours, _world.Time));
        return new Pass(source, destination, _world.Journal, setup, _world.Time, NullLogger<Pass>.Instance, progress: null, waits).RunAsync(cancellationToken);
    }

    private static RunningHours Hours(string start, int hours) => new(
        [
            new WeeklyHours
            {
                Days = Enum.GetValues<DayOfWeek>().ToHashSet(),
                Start = TimeSpan.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
                Length = TimeSpan.FromHours(hours),
            },
        ],
        TimeZoneInfo.Utc);
}
