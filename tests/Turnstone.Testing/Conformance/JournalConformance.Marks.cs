using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task MarksOfFolders_AreKept_TheLatestOfEach()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var earlier = await first.OpenFolderAsync(Inbox, 6, Cancellation);
        var inbox = await first.OpenFolderAsync(Inbox, uint.MaxValue, Cancellation);
        var other = await first.OpenFolderAsync(new SourceFolderId("Entw\u00c3\u00bcrfe"), 7, Cancellation);
        var mark = new FolderMark(uint.MaxValue, uint.MaxValue, 5_000_000_000, long.MaxValue);
        var bare = new FolderMark(7, 1, 0, null);

        await first.KeepMarksAsync(
            new Dictionary<JournalFolder, FolderMark> { [earlier] = new(6, 9, 8, 7), [inbox] = mark with { Count = 1 }, [other] = bare }, Cancellation);
        await first.KeepMarksAsync(new Dictionary<JournalFolder, FolderMark> { [inbox] = mark }, Cancellation);

        Assert.Equal((mark, bare), (inbox.Mark, other.Mark));
        await using var journal = await ReopenAsync(first);
        var marks = await journal.ListMarksAsync(Cancellation);
        Assert.Equal([(inbox.Id, mark), (other.Id, bare)], marks.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Value.UidNext == 1));
        Assert.Equal(mark, (await journal.OpenFolderAsync(Inbox, uint.MaxValue, Cancellation)).Mark);
        Assert.Equal(new FolderMark(6, 9, 8, 7), (await journal.OpenFolderAsync(Inbox, 6, Cancellation)).Mark);
    }

    [Fact]
    public async Task MarkOfAnotherUidValidity_IsRefused_WithAllOfItsCall()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var inbox = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var other = await journal.OpenFolderAsync(new SourceFolderId("Other"), 7, Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => journal.KeepMarksAsync(
            new Dictionary<JournalFolder, FolderMark> { [inbox] = new(7, 5, 4, null), [other] = new(8, 5, 4, null) }, Cancellation));

        Assert.Null(inbox.Mark);
        Assert.Empty(await journal.ListMarksAsync(Cancellation));
    }

    [Fact]
    public async Task FolderSomethingWasRecognisedOutOf_LosesItsMark()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var other = await first.OpenFolderAsync(new SourceFolderId("Other"), 7, Cancellation);
        await first.SettleAsync(inbox, [new Settlement.Arrived(1, Key(1))], [], Cancellation);
        await first.KeepMarksAsync(new Dictionary<JournalFolder, FolderMark> { [inbox] = new(7, 2, 1, 3), [other] = new(7, 5, 0, 3) }, Cancellation);

        await first.SettleAsync(
            other, [new Settlement.Arrived(5, Key(1)) { InsteadOf = new SettledItem(Key(1), inbox.Number, Inbox, 7, 1) }], [], Cancellation);

        Assert.Null(inbox.Mark);
        await using var journal = await ReopenAsync(first);
        Assert.Null((await journal.OpenFolderAsync(Inbox, 7, Cancellation)).Mark);
        Assert.Equal([new SourceFolderId("Other")], (await journal.ListMarksAsync(Cancellation)).Keys);
    }
}
