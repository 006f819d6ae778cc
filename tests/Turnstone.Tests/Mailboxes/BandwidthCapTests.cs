using Microsoft.Extensions.Time.Testing;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

public class BandwidthCapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LargeMessage_TakesItsTimePieceByPiece()
    {
        var time = new HurryingTime();
        var began = time.GetUtcNow();
        var cap = new BandwidthCap(() => 1_000_000, time);

        for (var i = 0; i < 1000; i++)
        {
            await cap.TakeAsync(50_000, Cancel);
        }

        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromSeconds(49.9), TimeSpan.FromSeconds(50.1));
    }

    [Fact]
    public async Task SmallMessageBesideALargeOne_WaitsForAPieceOnly()
    {
        var time = new FakeTimeProvider();
        var cap = new BandwidthCap(() => 1_000_000, time);

        var piece = cap.TakeAsync(100_000, Cancel);
        var small = cap.TakeAsync(100_000, Cancel);
        time.Advance(TimeSpan.FromMilliseconds(100));

        await piece.WaitAsync(Cancel);
        Assert.False(small.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(100));
        await small.WaitAsync(Cancel);
    }

    [Fact]
    public async Task IdleHour_IsNotSavedUp()
    {
        var time = new FakeTimeProvider();
        var cap = new BandwidthCap(() => 1_000_000, time);
        time.Advance(TimeSpan.FromHours(1));

        var next = cap.TakeAsync(1_000_000, Cancel);
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        await next.WaitAsync(Cancel);
    }

    [Fact]
    public void WithoutARate_NobodyWaits() =>
        Assert.True(new BandwidthCap(() => null, new FakeTimeProvider()).TakeAsync(long.MaxValue, Cancel).IsCompletedSuccessfully);
}
