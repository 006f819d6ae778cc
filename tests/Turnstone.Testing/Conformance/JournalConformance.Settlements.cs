using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task ArrivedItems_AreSettledForGood()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var folder = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        uint[] uids = [1, 2, 3, 9, 40, 41, uint.MaxValue - 1, uint.MaxValue];

        await first.SettleAsync(folder, [.. uids.Reverse().Select(uid => new Settlement.Arrived(uid))], [], Cancellation);

        Assert.Equal(uids.Length, folder.SettledCount);
        await using var journal = await ReopenAsync(first);
        var again = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.Equal(uids.Length, again.SettledCount);
        Assert.All(uids, uid => Assert.True(again.IsSettled(uid)));
        Assert.False(again.IsSettled(4));
        Assert.False(again.IsSettled(uint.MaxValue - 2));
    }

    [Fact]
    public async Task ArrivedTwice_CountsOnce()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await journal.SettleAsync(folder, [new Settlement.Arrived(5), new Settlement.Arrived(5)], [], Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Arrived(5)], [], Cancellation);

        Assert.Equal(1, folder.SettledCount);
    }

    [Fact]
    public async Task FailedItem_IsRememberedWithItsLatestCode()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var folder = await first.OpenFolderAsync(Inbox, 7, Cancellation);

        await first.SettleAsync(folder, [new Settlement.Failed(9, FailureCodes.DestinationVirus), new Settlement.Failed(4, FailureCodes.DestinationItemRefused)], [], Cancellation);
        await first.SettleAsync(folder, [new Settlement.Failed(9, FailureCodes.DestinationItemTooLarge)], [], Cancellation);

        await using var journal = await ReopenAsync(first);
        var again = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.Equal(
            [new FailedItem(4, FailureCodes.DestinationItemRefused), new FailedItem(9, FailureCodes.DestinationItemTooLarge)], again.ListFailed());
        Assert.True(again.HasFailed(9));
        Assert.False(again.IsSettled(9));
        Assert.Equal(2, await journal.CountFailedAsync(Cancellation));
    }

    [Fact]
    public async Task FailedItemThatArrives_IsNoLongerFailed()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var folder = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        await first.SettleAsync(folder, [new Settlement.Failed(9, FailureCodes.DestinationVirus)], [], Cancellation);

        await first.SettleAsync(folder, [new Settlement.Arrived(9)], [], Cancellation);

        Assert.False(folder.HasFailed(9));
        Assert.Equal(0, await first.CountFailedAsync(Cancellation));
        await using var journal = await ReopenAsync(first);
        Assert.False((await journal.OpenFolderAsync(Inbox, 7, Cancellation)).HasFailed(9));
    }

    [Fact]
    public async Task ArrivedItemSaidToHaveFailed_StaysSettled()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var folder = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        await first.SettleAsync(folder, [new Settlement.Arrived(9)], [], Cancellation);

        await first.SettleAsync(
            folder,
            [new Settlement.Failed(9, FailureCodes.DestinationVirus), new Settlement.Arrived(8), new Settlement.Failed(8, FailureCodes.DestinationVirus)],
            [],
            Cancellation);

        Assert.Empty(folder.ListFailed());
        await using var journal = await ReopenAsync(first);
        var again = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.True(again.IsSettled(9) && again.IsSettled(8));
        Assert.Empty(again.ListFailed());
        Assert.Equal(0, await journal.CountFailedAsync(Cancellation));
    }
}
