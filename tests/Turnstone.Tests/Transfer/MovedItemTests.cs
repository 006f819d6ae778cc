using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>What was delivered is known again wherever either side's owner has moved it.</summary>
public sealed class MovedItemTests
{
    private PassWorld _world = new();

    private InMemorySourceFolder Projects { get => field ??= _world.Source.AddFolder("Projects"); }

    [Fact]
    public async Task MovedAtTheSource_IsNotCopiedAgain_AndToldInTheReport()
    {
        _world.WithInbox(60);
        await _world.RunAsync();
        _world.Inbox.MoveTo(Projects, 7);

        var report = await _world.RunAsync();

        Assert.Equal((0, 60, Grade.Perfect), (report.Totals.Copied, report.Totals.AlreadyThere, report.Grade));
        var note = Assert.Single(await _world.NotesAsync());
        Assert.Equal(("Projects", ItemOutcome.AlreadyThere, FailureCodes.RuleMoved), (note.Folder, note.Outcome, note.Code!.Value));
        Assert.Contains("from \"INBOX\"", note.Message, StringComparison.Ordinal);
        Assert.Equal(60, (await _world.RunAsync()).Totals.AlreadyThere);
        Assert.Empty(await _world.NotesAsync());
        _world.AssertAllThereOnce(60);
    }

    [Fact]
    public async Task MovedIntoAFolderListedEarlier_IsRecognisedAllTheSame()
    {
        Projects.Add(SeedMessage.Plain(1));
        await _world.RunAsync();
        Projects.MoveTo(_world.Inbox, 1);

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Totals.AlreadyThere);
        _world.AssertAllThereOnce(1);
    }

    [Fact]
    public async Task CopiedAtTheSource_IsDelivered()
    {
        _world.WithInbox(3);
        await _world.RunAsync();
        _world.Inbox.CopyTo(Projects, 2);

        var report = await _world.RunAsync();

        Assert.Equal((1, 3), (report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(4);
    }

    [Fact]
    public async Task TwoCopiesOneOfThemMoved_AreTwo_AndThreeAreThree()
    {
        _world.WithInbox(1);
        _world.Inbox.CopyTo(_world.Inbox, 1);
        await _world.RunAsync();
        _world.Inbox.MoveTo(Projects, 1);
        _world.Inbox.MoveTo(Projects, 2);
        Projects.CopyTo(Projects, 1);

        var report = await _world.RunAsync();

        Assert.Equal((1, 2), (report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(3);
    }

    [Fact]
    public async Task RenamedFolder_IsNotCopiedAgain_NorWhenItIsRenamedBack()
    {
        var old = _world.Source.AddFolder("Old");
        for (var i = 1; i <= 120; i++)
        {
            old.Add(SeedMessage.Plain(i));
        }

        await _world.RunAsync();
        _world.Source.Rename(old, "New");
        var renamed = await _world.RunAsync();
        _world.Source.Rename(old, "Old");
        old.CopyTo(_world.Inbox, 5);
        var back = await _world.RunAsync();

        Assert.Equal((0, 120), (renamed.Totals.Copied, renamed.Totals.AlreadyThere));
        Assert.Equal((1, 120), (back.Totals.Copied, back.Totals.AlreadyThere));
        _world.AssertAllThereOnce(121);
    }

    [Fact]
    public async Task MovedWhileThePassRuns_IsCopiedOnce()
    {
        _world.WithInbox(60);
        Projects.Add(SeedMessage.Plain(1000));
        var moved = 0;
        _world.Source.BeforeAnswer = (item, _) =>
        {
            // The second folder is being read, and of the first at most the last fetch is under way: it may or may not have what moves.
            if (item.Size == SeedMessage.Plain(1000).Content.Length && Interlocked.Exchange(ref moved, 1) == 0)
            {
                _world.Inbox.MoveTo(_world.Source.AddFolder("Later"), 3);
            }

            return Task.CompletedTask;
        };
        await _world.RunAsync();

        var report = await _world.RunAsync();

        Assert.Equal(61, report.Totals.Copied + report.Totals.AlreadyThere);
        _world.AssertAllThereOnce(61);
    }

    [Fact]
    public async Task DraftEditedInPlace_IsDeliveredAnew()
    {
        var drafts = _world.Source.AddFolder("Drafts", role: FolderRole.Drafts);
        drafts.Add(SeedMessage.Plain(1, bodyBytes: 40));
        await _world.RunAsync();
        drafts.Expunge(1);
        drafts.Add(SeedMessage.Plain(1, bodyBytes: 41));

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Totals.Copied);
        Assert.Equal(2, _world.Destination.Deliveries.Count);
    }

    [Theory]
    [InlineData(MarkGiving.None)]
    [InlineData(MarkGiving.InFolderList)]
    public async Task FolderThatCannotBeAsked_KeepsItsItems_SoThatNoneIsLost(MarkGiving marks)
    {
        _world = new PassWorld { Source = new InMemorySourceMailbox { Marks = marks } }.WithInbox(1);
        await _world.RunAsync();
        _world.Inbox.CopyTo(Projects, 1);
        _world.SourceTrouble = new FlakySource(_world.Source)
            .On(SourceCall.FindItems, 1, Trouble.At(FailureSide.Source, FailureCodes.SourceFolderUnavailable, FailureScope.Folder));
        if (marks == MarkGiving.None)
        {
            _world.SourceTrouble.On(SourceCall.ListItems, 1, Trouble.At(FailureSide.Source, FailureCodes.SourceFolderUnavailable, FailureScope.Folder));
        }

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Totals.Copied);
        Assert.Equal(2, _world.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task MovedAtTheSourceAndDeletedAtTheDestination_IsNotBroughtBack()
    {
        _world.WithInbox(3);
        await _world.RunAsync();
        _world.Destination.Remove(delivery => delivery.SourceKey.Uid == 2);
        _world.Inbox.MoveTo(Projects, 2);

        var report = await _world.RunAsync();

        Assert.Equal((0, 3), (report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(2);
    }

    [Fact]
    public async Task LostJournal_IsLearnedWhereverTheDestinationsOwnerHasMovedItems()
    {
        _world.WithInbox(250);
        await _world.RunAsync();
        _world.Destination.Move(delivery => delivery.SourceKey.Uid % 3 == 0, "Deleted Items");
        _world.Destination.Move(delivery => delivery.SourceKey.Uid % 5 == 0, "Own folder");
        _world.LoseJournal();

        var report = await _world.RunAsync();

        Assert.Equal((0, 250), (report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(250);
    }

    [Fact]
    public async Task LostJournal_AndAFolderRenamedAndItemsMovedAtTheSource_CopiesNothing()
    {
        _world.WithInbox(30);
        var old = _world.Source.AddFolder("Old");
        for (var i = 100; i < 130; i++)
        {
            old.Add(SeedMessage.Plain(i));
        }

        await _world.RunAsync();
        _world.LoseJournal();
        _world.Source.Rename(old, "New");
        _world.Inbox.MoveTo(old, 4);
        _world.Inbox.Renumber(77);

        var report = await _world.RunAsync();

        Assert.Equal((0, 60), (report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(60);
    }

    [Fact]
    public async Task LostJournal_AndAFolderThatHasItsOldNameBack_SendsNothingUnderAKeyThatIsThere()
    {
        var folder = _world.Source.AddFolder("Old");
        folder.Add(SeedMessage.Plain(1));
        await _world.RunAsync();
        _world.Source.Rename(folder, "New");
        folder.Add(SeedMessage.Plain(1));
        _world.LoseJournal();
        await _world.RunAsync();
        folder.CopyTo(_world.Inbox, 2);
        _world.Source.Rename(folder, "Old");

        var report = await _world.RunAsync();

        Assert.Equal((1, 2), (report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(3);
    }

    [Fact]
    public async Task LostJournal_AndAFolderThatHasItsOldNameBackUnchanged_IsNoMove()
    {
        _world.WithInbox(1);
        var folder = _world.Source.AddFolder("Old");
        folder.Add(SeedMessage.Plain(2));
        folder.Add(SeedMessage.Plain(2));
        await _world.RunAsync();
        _world.LoseJournal();
        _world.Source.Rename(folder, "New");
        _world.SourceTrouble = new FlakySource(_world.Source)
            .On(SourceCall.ListItems, 2, Trouble.At(FailureSide.Source, FailureCodes.SourceFolderUnavailable, FailureScope.Folder));
        await _world.RunAsync();
        _world.Source.Rename(folder, "Old");

        var report = await _world.RunAsync();

        Assert.Equal((0, 3), (report.Totals.Copied, report.Totals.AlreadyThere));
        Assert.Empty(await _world.NotesAsync());
        _world.AssertAllThereOnce(3);
    }

    [Fact]
    public async Task LostJournal_IsLearnedThroughThrottledPages()
    {
        _world.WithInbox(450);
        await _world.RunAsync();
        _world.LoseJournal();
        var before = _world.Destination.Listings.Count;
        _world.Trouble = new FlakyDestination(_world.Destination, _world.Time);
        foreach (var number in (int[])[1, 2, 4, 6, 8])
        {
            _world.Trouble.On(DestinationCall.ListDelivered, number, Trouble.Throttled(TimeSpan.FromSeconds(30)));
        }

        var report = await _world.RunAsync();

        Assert.Equal((0, 450), (report.Totals.Copied, report.Totals.AlreadyThere));
        Assert.Equal(5, _world.Destination.Listings.Count - before);
    }

    [Fact]
    public async Task JournalInPlace_AsksTheDestinationForNothing()
    {
        _world.WithInbox(250);
        await _world.RunAsync();
        var listings = _world.Destination.Listings.Count;
        _world.Source.AddFolder("New").Add(SeedMessage.Plain(900));
        _world.Inbox.Renumber(77);

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Totals.Copied);
        Assert.Equal(listings, _world.Destination.Listings.Count);
        Assert.Equal(0, _world.Destination.Searches.Count);
    }

    [Fact]
    public async Task AnothersItemsInTheSameMailbox_AreNotThisOnes()
    {
        _world.WithInbox(2);
        _world.SourceAddress = "bert@old.example";
        await _world.RunAsync();
        _world.SourceAddress = "anna@old.example";
        _world.LoseJournal();

        var report = await _world.RunAsync();

        Assert.Equal(2, report.Totals.Copied);
        _world.AssertAllThereOnce(4);
    }

    [Fact]
    public async Task UnansweredItems_MovedAwayBeforeTheQuestion_AreNotSentAgain()
    {
        _world.WithInbox(40);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost()));
        _world.Destination.BeforeQuestion = _ =>
        {
            _world.Destination.Move(delivery => delivery.SourceKey.Uid % 2 == 0, "Own folder");
            return Task.CompletedTask;
        };

        var report = await _world.RunAsync();

        Assert.Equal(40, report.Totals.Copied);
        _world.AssertAllThereOnce(40);
    }

    [Theory]
    [InlineData(PassKind.Trial)]
    [InlineData(PassKind.PreStage)]
    [InlineData(PassKind.Full)]
    public async Task MoveBetweenPassesOfAnyKind_DoublesNothing(PassKind first)
    {
        _world.WithInbox(30);
        await _world.RunAsync(new PassOptions { Kind = first, OlderThan = _world.Time.GetUtcNow() });
        _world.Inbox.MoveTo(Projects, 30);
        _world.Inbox.MoveTo(Projects, 1);
        var report = await _world.RunAsync();
        var again = await _world.RunAsync(PassKind.Trial);

        Assert.True(report.Totals.AddsUp && again.Totals.AddsUp);
        Assert.Equal(0, again.Totals.Copied);
        _world.AssertAllThereOnce(30);
    }

    [Fact]
    public async Task MovedItem_IsNoDifferenceToAFullComparison()
    {
        _world.WithInbox(5);
        await _world.RunAsync();
        _world.Inbox.MoveTo(Projects, 2);

        var report = await _world.RunAsync(new PassOptions { Verification = VerificationMode.Full });
        var again = await _world.RunAsync(new PassOptions { Verification = VerificationMode.Full });

        Assert.Equal((0, 4, Grade.Perfect), (report.Verification.Different, report.Verification.Compared, report.Grade));
        Assert.Equal((0, 4), (again.Verification.Different, again.Verification.Compared));
    }
}
