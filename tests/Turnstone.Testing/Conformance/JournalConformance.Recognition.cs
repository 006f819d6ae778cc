using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task SettledItems_AreFoundByContent_WhateverTheirFolder()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var earlier = await first.OpenFolderAsync(Inbox, 6, Cancellation);
        var elsewhere = await first.OpenFolderAsync(new SourceFolderId("\0gone"), uint.MaxValue, Cancellation);
        await first.SettleAsync(inbox, [new Settlement.Arrived(1, Key(1)), new Settlement.Arrived(9, Key(1)), new Settlement.Arrived(2)], [], Cancellation);
        await first.SettleAsync(earlier, [new Settlement.Arrived(1, Key(1))], [], Cancellation);
        await first.SettleAsync(elsewhere, [new Settlement.Arrived(uint.MaxValue, Key(2)), new Settlement.Arrived(uint.MaxValue, Key(2))], [], Cancellation);

        await using var journal = await ReopenAsync(first);
        var found = await journal.FindSettledAsync([Key(1), Key(2), Key(3)], Cancellation);

        Assert.Equal(
            [(Inbox, 6u, 1u), (Inbox, 7u, 1u), (Inbox, 7u, 9u)],
            found[Key(1)].Select(item => (item.Folder, item.UidValidity, item.Uid)).OrderBy(item => (item.UidValidity, item.Uid)));
        Assert.Equal(new SettledItem(Key(2), elsewhere.Number, elsewhere.Id, uint.MaxValue, uint.MaxValue), Assert.Single(found[Key(2)]));
        Assert.Empty(found[Key(3)]);
        Assert.Empty(await journal.FindSettledAsync([], Cancellation));
    }

    [Fact]
    public async Task RecognisedItem_TakesTheOthersPlace()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var other = await first.OpenFolderAsync(new SourceFolderId("Other"), 7, Cancellation);
        await first.SettleAsync(inbox, [new Settlement.Arrived(1, Key(1)), new Settlement.Arrived(2, Key(1))], [], Cancellation);
        var moved = (await first.FindSettledAsync([Key(1)], Cancellation))[Key(1)].Single(item => item.Uid == 1);

        await first.SettleAsync(other, [new Settlement.Arrived(5, Key(1)) { InsteadOf = moved }], [], Cancellation);

        Assert.True(other.IsRecognised(5));
        await using var journal = await ReopenAsync(first);
        var found = (await journal.FindSettledAsync([Key(1)], Cancellation))[Key(1)];
        Assert.Equal([("INBOX", 2u), ("Other", 5u)], found.Select(item => (item.Folder.Value, item.Uid)).Order());
        Assert.Equal([("INBOX", 1u), ("INBOX", 2u)], found.Select(item => (item.Sent.Folder.Value, item.Sent.Uid)).Order());
        var again = await journal.OpenFolderAsync(new SourceFolderId("Other"), 7, Cancellation);
        Assert.True(again.IsSettled(5) && again.IsRecognised(5));
        var left = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.Equal((false, true, 1), (left.IsSettled(1), left.IsSettled(2), left.SettledCount));
    }

    [Fact]
    public async Task RecognisedItemThatLeftAndCameBackAsACopy_IsItsOwn_AtOnceAndAfterReopening()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var (home, middle, end) = (
            await first.OpenFolderAsync(new("home"), 7, Cancellation), await first.OpenFolderAsync(new("middle"), 7, Cancellation), await first.OpenFolderAsync(new("end"), 7, Cancellation));
        await first.SettleAsync(home, [new Settlement.Arrived(1, Key(1))], [], Cancellation);
        await first.SettleAsync(middle, [new Settlement.Arrived(2, Key(1)) { InsteadOf = await KnownAsync() }], [], Cancellation);
        Assert.True(middle.IsRecognised(2));

        await first.SettleAsync(end, [new Settlement.Arrived(3, Key(1)) { InsteadOf = await KnownAsync() }], [], Cancellation);
        Assert.False(middle.IsRecognised(2));
        await first.SettleAsync(middle, [new Settlement.Arrived(2, Key(1))], [], Cancellation);

        Assert.Equal((true, false), (middle.IsSettled(2), middle.IsRecognised(2)));
        await using var journal = await ReopenAsync(first);
        middle = await journal.OpenFolderAsync(new("middle"), 7, Cancellation);
        Assert.Equal((true, false), (middle.IsSettled(2), middle.IsRecognised(2)));

        async Task<SettledItem> KnownAsync() => (await first.FindSettledAsync([Key(1)], Cancellation))[Key(1)].Single();
    }

    [Fact]
    public async Task ItemThatLeftAndCameBack_IsSettledAgain()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var other = await first.OpenFolderAsync(new SourceFolderId("Other"), 7, Cancellation);
        await first.SettleAsync(inbox, [new Settlement.Arrived(1, Key(1)), new Settlement.Arrived(2, Key(2))], [], Cancellation);
        SettledItem Of(uint uid) => new(Key((byte)uid), inbox.Number, Inbox, 7, uid);
        await first.SettleAsync(other, [new Settlement.Arrived(5, Key(1)) { InsteadOf = Of(1) }, new Settlement.Arrived(6, Key(2)) { InsteadOf = Of(2) }], [], Cancellation);
        Assert.False(inbox.IsSettled(1) || inbox.IsSettled(2));

        await first.SettleAsync(inbox, [new Settlement.Arrived(1, Key(1)), new Settlement.Failed(2, FailureCodes.DestinationVirus)], [], Cancellation);

        Assert.True(inbox.IsSettled(1) && inbox.HasFailed(2));
        await using var journal = await ReopenAsync(first);
        var again = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.Equal((true, false, true, 1), (again.IsSettled(1), again.IsSettled(2), again.HasFailed(2), again.SettledCount));
        Assert.Equal(2, (await journal.FindSettledAsync([Key(1)], Cancellation))[Key(1)].Count());
    }
}
