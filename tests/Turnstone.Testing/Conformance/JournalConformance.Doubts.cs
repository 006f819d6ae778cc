using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task ItemsInDoubt_AreListedByFolderAndDestination()
    {
        var time = new SteppedTime();
        await using var first = await CreateAsync(time);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var sent = await first.OpenFolderAsync(new SourceFolderId("Sent"), 3, Cancellation);
        var here = Destination("AAMk=", "a/b", "\u00fc\"\\ \u0001");

        await first.MarkInDoubtAsync(sent, Destination("BBMk="), [8], Cancellation);
        await first.MarkInDoubtAsync(inbox, here, [5, 2], Cancellation);
        time.Advance(TimeSpan.FromSeconds(30));
        await first.MarkInDoubtAsync(inbox, here, [3], Cancellation);
        var late = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(30));

        await using var journal = await ReopenAsync(first);
        var doubts = await journal.ListInDoubtAsync(Cancellation);
        Assert.Equal(2, doubts.Count);
        Assert.Equal((inbox.Id, 7u, here, late), (doubts[0].Id, doubts[0].UidValidity, doubts[0].Destination, doubts[0].LastMarked));
        Assert.Equal([2, 3, 5], doubts[0].Uids);
        Assert.Equal((sent.Id, 3u, Destination("BBMk=")), (doubts[1].Id, doubts[1].UidValidity, doubts[1].Destination));
        Assert.Equal([8], doubts[1].Uids);
    }

    [Fact]
    public async Task ItemInDoubtAtTwoDestinations_IsListedWithBoth()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await journal.MarkInDoubtAsync(folder, Destination("one"), [1], Cancellation);
        await journal.MarkInDoubtAsync(folder, Destination("ONE"), [1], Cancellation);

        var doubts = await journal.ListInDoubtAsync(Cancellation);
        Assert.Equal(["ONE", "one"], doubts.Select(doubt => doubt.Destination.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EverySettlement_EndsTheDoubt()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var folder = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        await first.MarkInDoubtAsync(folder, Destination("one"), [1, 2, 3, 4], Cancellation);
        await first.MarkInDoubtAsync(folder, Destination("two"), [1], Cancellation);

        await first.SettleAsync(
            folder,
            [new Settlement.Arrived(1), new Settlement.Failed(2, FailureCodes.DestinationVirus), new Settlement.Released(3)],
            [],
            Cancellation);

        await using var journal = await ReopenAsync(first);
        var doubt = Assert.Single(await journal.ListInDoubtAsync(Cancellation));
        Assert.Equal([4], doubt.Uids);
        var again = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.False(again.IsSettled(3) || again.HasFailed(3));
    }

    [Fact]
    public async Task ReleasedItem_KeepsWhatItWas()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Failed(3, FailureCodes.DestinationVirus), new Settlement.Arrived(4)], [], Cancellation);

        await journal.SettleAsync(folder, [new Settlement.Released(3), new Settlement.Released(4)], [], Cancellation);

        Assert.True(folder.HasFailed(3));
        Assert.True(folder.IsSettled(4));
    }

    [Fact]
    public async Task DoubtMarkedAgain_CarriesTheLaterMoment()
    {
        var time = new SteppedTime();
        await using var journal = await CreateAsync(time);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.MarkInDoubtAsync(folder, Destination(), [1], Cancellation);

        time.Advance(TimeSpan.FromMinutes(5));
        await journal.MarkInDoubtAsync(folder, Destination(), [1], Cancellation);

        Assert.Equal(time.GetUtcNow(), Assert.Single(await journal.ListInDoubtAsync(Cancellation)).LastMarked);
    }
}
