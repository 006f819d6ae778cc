using Turnstone.Engine.Transfer;
using Xunit;

namespace Turnstone.Tests.Transfer;

public class TransferMemoryTests
{
    private readonly TransferMemory _memory = new(1000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PassThatIsAlone_HasAllOfIt()
    {
        using var part = _memory.Join();
        var budget = Budget();

        await budget.TakeAsync(600, Cancel);
        var fits = budget.TakeAsync(400, Cancel);
        var tooMuch = budget.TakeAsync(1, Cancel);

        Assert.True(fits.IsCompletedSuccessfully);
        Assert.False(tooMuch.IsCompleted);
    }

    [Fact]
    public async Task PassThatIsKeptWaiting_HoldsNothingOfAnothers()
    {
        using var first = _memory.Join();
        var waiting = Budget();
        await waiting.TakeAsync(1000, Cancel);

        using var second = _memory.Join();
        var others = Budget();

        Assert.True(others.TakeAsync(500, Cancel).IsCompletedSuccessfully);
        Assert.False(others.TakeAsync(1, Cancel).IsCompleted);
    }

    [Fact]
    public async Task PassThatEnds_LeavesItsPartToTheRest()
    {
        using var first = _memory.Join();
        var budget = Budget();
        var second = _memory.Join();
        await budget.TakeAsync(300, Cancel);
        await budget.TakeAsync(200, Cancel);
        var more = budget.TakeAsync(600, Cancel);
        budget.Release(200);
        Assert.False(more.IsCompleted);

        second.Dispose();
        second.Dispose();
        budget.Release(1);

        await more.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(1000, _memory.Share);
    }

    [Fact]
    public void EvenTheSmallestPart_LetsOneFetchThrough()
    {
        var parts = Enumerable.Range(0, 2000).Select(_ => _memory.Join()).ToList();

        Assert.True(Budget().TakeAsync(5_000_000, Cancel).IsCompletedSuccessfully);
        parts.ForEach(part => part.Dispose());
    }

    private ByteBudget Budget() => new(() => _memory.Share);
}
