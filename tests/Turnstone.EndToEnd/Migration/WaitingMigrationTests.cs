using System.Diagnostics;
using System.Globalization;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>A migration that waits says so, asks nobody for anything, and stops when it is told to.</summary>
public sealed class WaitingMigrationTests : IAsyncLifetime
{
    private const string BusyForMinutes = """{ "rules": [ { "operation": "CreateItem", "nth": 1, "serverBusy": { "backOffMs": 300000 } } ] }""";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);
    private static readonly SamplePerson Anna = new("Anna", "anna@old.example", "en-US");
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Anna], (options, _) => options with { Faults = FaultPlan.Parse(BusyForMinutes) });
        await MailLoader.LoadAsync(_world.Dovecot, SmallMail.Mailbox(Anna, 100, 2, new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)), Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task OutsideTheHours_NothingIsAsked_AndAStopEndsInTime()
    {
        var otherDay = TimeProvider.System.GetLocalNow().AddDays(3).ToString("ddd", CultureInfo.InvariantCulture);
        await using var process = Start("--window", $"{otherDay} 02:00-05:00");

        await process.WaitForLineAsync("outside the hours", WaitLimit, Cancel);
        var stopped = await StopAsync(process);

        Assert.Equal(4, stopped.Status);
        Assert.Contains("Mail moves within the hours of --window only", stopped.Output, StringComparison.Ordinal);
        Assert.Equal(0, _world.Exchange.Throttling.Requests);
    }

    [Fact]
    public async Task InsideABackOffOfMinutes_AStopEndsInTime_AndNothingWasSentInIt()
    {
        await using var process = Start();

        await process.WaitForLineAsync("the destination asks to wait until", WaitLimit, Cancel);
        var stopped = await StopAsync(process);

        Assert.Equal(4, stopped.Status);
        Assert.Equal(0, _world.Exchange.Throttling.InsideBackOff);
    }

    private RunningProcess Start(params IEnumerable<string> more) => TurnstoneProgram.Start(_world.Command(more), _world.Folder);

    private static async Task<ProgramResult> StopAsync(RunningProcess process)
    {
        var asked = Stopwatch.GetTimestamp();
        process.Signal();
        var stopped = await TurnstoneProgram.EndAsync(process, Cancel);

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, StopLimit);
        return stopped;
    }
}
