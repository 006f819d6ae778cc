using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>The machine's clock is set while a pass runs, or between two: nothing is sent too early, and nobody waits for the old time.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PassWorld _world = new();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-24 * 365)]
    public async Task SetBackBetweenRuns_WhatIsInDoubtWaitsOneRequestLifetimeAtMost(int hours)
    {
        _world.WithInbox(50);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(60)));
        _world.Trouble.On(DestinationCall.FindDelivered, 1, Trouble.Denied());
        await _world.RunAsync();
        _world.Time.Set(hours * Hour);
        var waited = _world.Time.Waited;

        var report = await _world.RunAsync();

        Assert.Equal(PassStatus.Completed, report.Status);
        Assert.InRange(_world.Time.Waited - waited, TimeSpan.FromSeconds(60), _world.Destination.Limits.RequestLifetime);
        _world.AssertAllThereOnce(50);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task SetWhileAnAnswerIsMissing_IsAskedAboutWhenTheRequestIsCertainlyOver(int hours)
    {
        _world.WithInbox(50);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(60)));
        _world.Destination.BeforeQuestion = _ =>
        {
            _world.Destination.BeforeQuestion = null;
            _world.Time.Set(hours * Hour);
            return Task.CompletedTask;
        };

        var report = await _world.RunAsync();

        Assert.Equal(50, report.Totals.Copied);
        Assert.InRange(_world.Time.Waited, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(3));
        _world.AssertAllThereOnce(50);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task SetWhileTheServerAsksForPatience_IsWaitedForAsLongAsItAsked(int hours)
    {
        _world.WithInbox(1);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.Lost(Trouble.Throttled(TimeSpan.FromMinutes(5))));
        _world.OnWait = () =>
        {
            _world.OnWait = null;
            _world.Time.Set(hours * Hour);
        };

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Totals.Copied);
        Assert.Equal(TimeSpan.FromMinutes(5), _world.Time.Waited);
    }
}
