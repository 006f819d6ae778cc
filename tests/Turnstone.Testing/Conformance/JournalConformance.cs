using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What every journal promises. An implementation inherits it and says how one is made and made again.</summary>
public abstract class JournalConformance
{
    private static readonly SourceFolderId Inbox = new("INBOX");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty journal.</summary>
    protected abstract Task<IJournal> CreateAsync(TimeProvider time);

    /// <summary>Ends the journal's process and gives what the next process finds.</summary>
    protected abstract Task<IJournal> ReopenAsync(IJournal journal);

    protected static ContentKey Key(byte number) => ContentKey.FromDigest(SmtpAddress.Parse("anna@old.example"), Enumerable.Repeat(number, 16).ToArray());

    protected static DestinationFolder Destination(string id = "AAMk=", params string[] names) =>
        new(id, new DestinationPath(FolderRole.Inbox, FolderPath.Of(names)));

    protected static ItemNote Note(uint uid, ItemOutcome outcome = ItemOutcome.Failed, string folder = "INBOX") => new()
    {
        Folder = folder,
        Uid = uid,
        Outcome = outcome,
        Code = outcome == ItemOutcome.Copied ? null : FailureCodes.DestinationItemTooLarge,
        Message = $"Item {uid} is too large.",
        Remedy = "Raise the limit.",
        Bytes = 40_000_000_000 + uid,
        Received = new DateTimeOffset(2011, 2, 3, 4, 5, 6, TimeSpan.Zero),
        Repair = outcome == ItemOutcome.Copied ? "The date was taken from the Date header." : null,
    };

    protected static async Task<List<ItemNote>> NotesAsync(IJournal journal)
    {
        var notes = new List<ItemNote>();
        await foreach (var note in journal.ListNotesAsync(Cancellation))
        {
            notes.Add(note);
        }

        return notes;
    }

    [Fact]
    public async Task NewJournal_KnowsNothing()
    {
        await using var journal = await CreateAsync(TimeProvider.System);

        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        Assert.Null(await journal.LastPassAsync(Cancellation));
        Assert.Empty(await journal.ListInDoubtAsync(Cancellation));
        Assert.Equal(0, await journal.CountFailedAsync(Cancellation));
        Assert.Empty(await NotesAsync(journal));
        Assert.False(await journal.HasLearnedAsync(Cancellation));
        Assert.Empty(await journal.ListMarksAsync(Cancellation));
        Assert.Null(folder.Mark);
        Assert.Equal(0, folder.SettledCount);
        Assert.Empty(folder.ListFailed());
        Assert.Equal((Inbox, 7u), (folder.Id, folder.UidValidity));
    }

    [Fact]
    public async Task FolderOpenedTwice_IsTheSameObject()
    {
        await using var journal = await CreateAsync(TimeProvider.System);

        var first = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var second = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        Assert.Same(first, second);
    }

    [Fact]
    public async Task FolderOpenedByMany_IsTheSameObject()
    {
        await using var journal = await CreateAsync(TimeProvider.System);

        var folders = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => journal.OpenFolderAsync(Inbox, 7, Cancellation))));

        Assert.Single(folders.Distinct());
    }

    [Fact]
    public async Task FoldersThatDifferInCaseBytesOrValidity_AreApart()
    {
        var time = TimeProvider.System;
        SourceFolderId[] ids = [Inbox, new("inbox"), new("Entw\u00fcrfe"), new("Entw\u00c3\u00bcrfe"), new("a\0b"), new("a"), new(" "), new("a ")];
        await using var first = await CreateAsync(time);

        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var folder = await first.OpenFolderAsync(id, 7, Cancellation);
            await first.SettleAsync(folder, [new Settlement.Arrived((uint)index + 1)], [], Cancellation);
        }

        await using var journal = await ReopenAsync(first);

        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var folder = await journal.OpenFolderAsync(id, 7, Cancellation);
            Assert.Equal(1, folder.SettledCount);
            Assert.True(folder.IsSettled((uint)index + 1));
        }

        Assert.Equal(0, (await journal.OpenFolderAsync(Inbox, 8, Cancellation)).SettledCount);
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
    public async Task JournalThatHasLearned_KnowsItForGood()
    {
        await using var first = await CreateAsync(TimeProvider.System);

        await first.MarkLearnedAsync(Cancellation);

        Assert.True(await first.HasLearnedAsync(Cancellation));
        await using var journal = await ReopenAsync(first);
        Assert.True(await journal.HasLearnedAsync(Cancellation));
    }

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

    [Fact]
    public async Task Notes_ComeByFolderAsNoted_HighestUidFirst()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        await first.BeginPassAsync(PassKind.Full, Cancellation);
        var sent = await first.OpenFolderAsync(new SourceFolderId("Sent"), 1, Cancellation);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);

        await first.SettleAsync(inbox, [], [Note(5), Note(uint.MaxValue)], Cancellation);
        await first.SettleAsync(sent, [], [Note(7, ItemOutcome.Copied, "Sent")], Cancellation);
        await first.SettleAsync(inbox, [], [Note(6, ItemOutcome.Skipped)], Cancellation);

        await using var journal = await ReopenAsync(first);
        Assert.Equal(
            [Note(uint.MaxValue), Note(6, ItemOutcome.Skipped), Note(5), Note(7, ItemOutcome.Copied, "Sent")], await NotesAsync(journal));
    }

    [Fact]
    public async Task NoteWithNothingButTheNecessary_ComesBackAsItWas()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var bare = new ItemNote { Folder = "INBOX", Uid = 1, Outcome = ItemOutcome.Skipped };

        await journal.SettleAsync(folder, [], [bare], Cancellation);

        Assert.Equal([bare], await NotesAsync(journal));
    }

    [Fact]
    public async Task ManyNotes_AllComeBack()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        ItemNote[] notes = [.. Enumerable.Range(1, 2500).Select(uid => Note((uint)uid))];

        await journal.SettleAsync(folder, [], notes, Cancellation);

        Assert.Equal(notes.Reverse(), await NotesAsync(journal));
    }

    [Fact]
    public async Task ItemNotedTwice_KeepsTheLaterNote()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await journal.SettleAsync(folder, [], [Note(1, ItemOutcome.Skipped)], Cancellation);
        await journal.SettleAsync(folder, [], [Note(1)], Cancellation);

        Assert.Equal([Note(1)], await NotesAsync(journal));
    }

    [Fact]
    public async Task ItemThatArrivesAfterAll_LosesItsNoteOfFailure()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Failed(1, FailureCodes.DestinationVirus)], [Note(1), Note(2)], Cancellation);

        await journal.SettleAsync(folder, [new Settlement.Arrived(1)], [], Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Arrived(2)], [Note(2, ItemOutcome.Copied)], Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Arrived(2)], [], Cancellation);

        Assert.Equal([Note(2, ItemOutcome.Copied)], await NotesAsync(journal));
    }

    [Fact]
    public async Task NewPass_ForgetsNotesButNotFailures()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Failed(1, FailureCodes.DestinationVirus)], [Note(1)], Cancellation);

        await journal.BeginPassAsync(PassKind.Retry, Cancellation);

        Assert.Empty(await NotesAsync(journal));
        Assert.True(folder.HasFailed(1));
        await journal.SettleAsync(folder, [], [Note(2)], Cancellation);
        Assert.Equal([Note(2)], await NotesAsync(journal));
    }

    [Fact]
    public async Task Pass_IsRememberedWithItsEnd()
    {
        var time = new SteppedTime();
        await using var first = await CreateAsync(time);

        var pass = await first.BeginPassAsync(PassKind.PreStage, Cancellation);
        var running = await first.LastPassAsync(Cancellation);
        time.Advance(TimeSpan.FromHours(1));
        await first.EndPassAsync(pass, PassStatus.CompletedWithErrors, 3, Cancellation);

        Assert.Equal(pass, running);
        await using var journal = await ReopenAsync(first);
        Assert.Equal(
            pass with { Finished = time.GetUtcNow(), Status = PassStatus.CompletedWithErrors, Errors = 3 },
            await journal.LastPassAsync(Cancellation));
    }

    [Fact]
    public async Task PassThatDied_StaysWithoutEnd_AndTheNextHasAHigherNumber()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var died = await first.BeginPassAsync(PassKind.Full, Cancellation);
        await using var journal = await ReopenAsync(first);

        var found = await journal.LastPassAsync(Cancellation);
        var next = await journal.BeginPassAsync(PassKind.Full, Cancellation);

        Assert.Equal(died.Number, found?.Number);
        Assert.Null(found?.Finished);
        Assert.Null(found?.Status);
        Assert.True(next.Number > died.Number);
    }

    [Fact]
    public async Task LastPass_PassesOverVerifications()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var full = await journal.BeginPassAsync(PassKind.Full, Cancellation);

        await journal.BeginPassAsync(PassKind.Verify, Cancellation);

        Assert.Equal(full.Number, (await journal.LastPassAsync(Cancellation))?.Number);
    }

    [Fact]
    public async Task ManyTasksAtOnce_LoseNothing()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var folder = await first.OpenFolderAsync(Inbox, 7, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Run(async () =>
        {
            for (uint batch = 0; batch < 20; batch++)
            {
                uint[] uids = [.. Enumerable.Range(0, 5).Select(i => (uint)(1 + task + (8 * ((5 * batch) + i))))];
                await first.MarkInDoubtAsync(folder, Destination(), uids, Cancellation);
                await first.SettleAsync(folder, [.. uids.Select(uid => new Settlement.Arrived(uid))], [Note(uids[0])], Cancellation);
                Assert.True(folder.IsSettled(uids[^1]));
            }
        })));

        await using var journal = await ReopenAsync(first);
        var again = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.Equal(800, again.SettledCount);
        Assert.Equal(800, folder.SettledCount);
        Assert.Empty(await journal.ListInDoubtAsync(Cancellation));
        Assert.Equal(160, (await NotesAsync(journal)).Count);
    }

    [Fact]
    public async Task UidZeroOrAnotherJournalsFolder_IsRefusedAndChangesNothing()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var stranger = new JournalFolder(folder.Number, Inbox, 7, new UidSet(), new UidSet(), [], []);

        await Assert.ThrowsAsync<ArgumentException>(() => journal.MarkInDoubtAsync(folder, Destination(), [1, 0], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => journal.SettleAsync(folder, [new Settlement.Arrived(1), new Settlement.Arrived(0)], [], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => journal.SettleAsync(stranger, [new Settlement.Arrived(1)], [], Cancellation));

        Assert.Equal(0, folder.SettledCount);
        Assert.Empty(await journal.ListInDoubtAsync(Cancellation));
    }

    [Fact]
    public async Task Places_AreRemembered_TheLatestOfEach()
    {
        var first = await CreateAsync(TimeProvider.System);
        var odd = new SourceFolderId("M\u00fcll \u0000\u00ff");
        await first.KeepPlacesAsync(
            new Dictionary<SourceFolderId, DestinationPath> { [Inbox] = new(FolderRole.Inbox, FolderPath.Top), [odd] = new(FolderRole.None, FolderPath.Of("Müll")) },
            Cancellation);
        await first.KeepPlacesAsync(new Dictionary<SourceFolderId, DestinationPath> { [odd] = new(FolderRole.Trash, FolderPath.Of("a/b", "Müll (2)")) }, Cancellation);

        await using var journal = await ReopenAsync(first);
        var places = await journal.ListPlacesAsync(Cancellation);

        Assert.Equal(2, places.Count);
        Assert.Equal(new DestinationPath(FolderRole.Inbox, FolderPath.Top), places[Inbox]);
        Assert.Equal(new DestinationPath(FolderRole.Trash, FolderPath.Of("a/b", "Müll (2)")), places[odd]);
    }

    [Fact]
    public async Task CallCancelledBefore_ChangesNothing()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => journal.SettleAsync(folder, [new Settlement.Arrived(1)], [], new CancellationToken(canceled: true)));

        Assert.False(folder.IsSettled(1));
    }
}
