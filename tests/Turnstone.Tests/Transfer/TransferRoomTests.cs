using Turnstone.Engine.Transfer;
using Xunit;

namespace Turnstone.Tests.Transfer;

public class TransferRoomTests
{
    private readonly TransferRoom _room = new(inMemory: 1000, onDisk: 10 << 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PassThatIsAlone_HasAllOfIt()
    {
        using var part = _room.Join();
        var budget = Budget();

        await budget.TakeAsync([600], Cancel);
        var fits = budget.TakeAsync([400], Cancel);
        var tooMuch = budget.TakeAsync([1], Cancel);

        Assert.True(fits.IsCompletedSuccessfully);
        Assert.False(tooMuch.IsCompleted);
    }

    [Fact]
    public async Task PassThatIsKeptWaiting_HoldsNothingOfAnothers()
    {
        using var first = _room.Join();
        var waiting = Budget();
        await waiting.TakeAsync([1000], Cancel);

        using var second = _room.Join();
        var others = Budget();

        Assert.True(others.TakeAsync([500], Cancel).IsCompletedSuccessfully);
        Assert.False(others.TakeAsync([1], Cancel).IsCompleted);
    }

    [Fact]
    public async Task PassThatEnds_LeavesItsPartToTheRest()
    {
        using var first = _room.Join();
        var budget = Budget();
        var second = _room.Join();
        await budget.TakeAsync([300], Cancel);
        await budget.TakeAsync([200], Cancel);
        var more = budget.TakeAsync([600], Cancel);
        budget.Release([200]);
        Assert.False(more.IsCompleted);

        second.Dispose();
        second.Dispose();
        budget.Release([1]);

        await more.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(1000, _room.MemoryShare);
    }

    [Fact]
    public void EvenTheSmallestPart_LetsOneFetchThrough()
    {
        var parts = Enumerable.Range(0, 2000).Select(_ => _room.Join()).ToList();

        Assert.True(Budget().TakeAsync([5_000_000], Cancel).IsCompletedSuccessfully);
        parts.ForEach(part => part.Dispose());
    }

    [Fact]
    public async Task LargeMessages_HoldDisk_AndLeaveTheMemoryToSmallOnes()
    {
        using var part = _room.Join();
        var budget = Budget();

        await budget.TakeAsync([6 << 20], Cancel);
        var second = budget.TakeAsync([5 << 20], Cancel);
        var small = budget.TakeAsync([1000], Cancel);
        Assert.Equal((false, true), (second.IsCompleted, small.IsCompletedSuccessfully));

        budget.Release([6 << 20]);
        await second.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task MessageLargerThanTheServerHadSaid_HoldsWhatItIs()
    {
        using var part = _room.Join();
        var budget = Budget();

        await budget.TakeAsync([1000], Cancel);
        budget.Grow(1000, 9 << 20);

        Assert.True(budget.TakeAsync([1000], Cancel).IsCompletedSuccessfully);
        Assert.False(budget.TakeAsync([2 << 20], Cancel).IsCompleted);
    }

    private UnderWay Budget() => new(() => _room.MemoryShare, () => _room.DiskShare);
}
