using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>A later pass brings over what changed at the source of the state of items that are there, and leaves what their owner has changed.</summary>
public abstract class RefreshTests(MarkGiving marks, bool countsChanges)
{
    private static readonly PassOptions Refreshing = new() { RefreshFlags = true };

    private readonly PassWorld _world = new() { Source = new InMemorySourceMailbox { Marks = marks, CountsChanges = countsChanges } };

    public static TheoryData<ItemFlags, string[], ItemFlags, string[]> Changes => new()
    {
        { ItemFlags.None, [], ItemFlags.Seen, [] },
        { ItemFlags.Seen, [], ItemFlags.None, [] },
        { ItemFlags.Seen, [], ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Answered, [] },
        { ItemFlags.Flagged, [], ItemFlags.None, [] },
        { ItemFlags.None, [], ItemFlags.None, ["Kunde"] },
        { ItemFlags.None, ["Kunde", "Projekt"], ItemFlags.None, ["Projekt"] },
        { ItemFlags.Seen, ["Kunde"], ItemFlags.Seen | ItemFlags.Forwarded, [] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ChangedState_IsBroughtOver_Once(ItemFlags before, string[] keywordsBefore, ItemFlags after, string[] keywordsAfter)
    {
        _world.WithInbox(3);
        Set(2, before, keywordsBefore);
        await _world.RunAsync();
        Set(2, after, keywordsAfter);

        var report = await _world.RunAsync(Refreshing);
        var again = await _world.RunAsync(Refreshing);

        Assert.Equal((PassStatus.Completed, new RefreshTotals { Refreshed = 1 }), (report.Status, report.Refresh));
        Assert.Equal((3, 3), (report.Totals.Found, report.Totals.AlreadyThere));
        Assert.Equal(new ItemState(after, keywordsAfter), At(2).Item.State);
        Assert.Equal(new RefreshTotals(), again.Refresh);
        Assert.Equal(1, _world.Destination.StateChanges.Count);
    }

    [Fact]
    public async Task WithoutTheOption_AndInOtherPasses_NothingIsChanged()
    {
        _world.WithInbox(3);
        await _world.RunAsync();
        Set(2, ItemFlags.Seen);

        var plain = await _world.RunAsync();
        var trial = await _world.RunAsync(Refreshing with { Kind = PassKind.Trial });

        Assert.Null(plain.Refresh);
        Assert.Null(trial.Refresh);
        Assert.Equal(0, _world.Destination.StateListings.Count + _world.Destination.StateQuestions.Count + _world.Destination.StateChanges.Count);
    }

    [Fact]
    public async Task WhatItsOwnerHasChanged_IsLeft_AndCounted_ForGood()
    {
        _world.WithInbox(5);
        await _world.RunAsync();
        _world.Destination.Touch(delivery => delivery.SourceKey.Uid is 1 or 5, ItemFlags.Seen);
        _world.Destination.Touch(delivery => delivery.SourceKey.Uid == 2, ItemFlags.None, "Mine");
        _world.Destination.Touch(delivery => delivery.SourceKey.Uid == 3, ItemFlags.Seen);
        Set(1, ItemFlags.Flagged);
        Set(2, ItemFlags.Seen);
        Set(3, ItemFlags.Seen);
        Set(4, ItemFlags.Seen);

        var report = await _world.RunAsync(Refreshing);
        var again = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Refreshed = 1, Kept = 2 }, report.Refresh);

        // A source that says what changed says it once.
        Assert.Equal(new RefreshTotals { Kept = countsChanges ? 0 : 2 }, again.Refresh);
        Assert.Equal(new ItemState(ItemFlags.Seen, []), At(1).Item.State);
        Assert.Equal(new ItemState(ItemFlags.None, ["Mine"]), At(2).Item.State);
        Assert.Equal(new ItemState(ItemFlags.Seen, []), At(5).Item.State);
        Assert.Equal((PassStatus.Completed, Grade.Perfect), (report.Status, report.Grade));
    }

    [Fact]
    public async Task ChangedAtBothSidesBetweenLookAndWrite_IsItsOwners()
    {
        _world.WithInbox(2);
        await _world.RunAsync();
        Set(1, ItemFlags.Seen);
        Set(2, ItemFlags.Seen);
        _world.Destination.BeforeChange = (_, _) =>
        {
            _world.Destination.Touch(delivery => delivery.SourceKey.Uid == 1, ItemFlags.Flagged);
            return Task.CompletedTask;
        };

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Refreshed = 1, Kept = 1 }, report.Refresh);
        Assert.Equal(new ItemState(ItemFlags.Flagged, []), At(1).Item.State);
    }

    [Fact]
    public async Task ItemDeliveredBeforeStatesWereMarked_IsLeftUnlessItIsAsItShouldBe()
    {
        _world.WithInbox(2);
        await _world.RunAsync();
        _world.Destination.Change(_ => true, delivery => delivery with { Given = null });
        Set(1, ItemFlags.Seen);

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Kept = 1 }, report.Refresh);
    }

    [Fact]
    public async Task MovedOrDeletedByItsOwner_IsFound_OrPassedOver()
    {
        _world.WithInbox(3);
        await _world.RunAsync();
        _world.Destination.Move(delivery => delivery.SourceKey.Uid == 1, "Elsewhere");
        _world.Destination.Remove(delivery => delivery.SourceKey.Uid == 2);
        Set(1, ItemFlags.Seen);
        Set(2, ItemFlags.Seen);

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Refreshed = 1, NotFound = countsChanges ? 1 : 0 }, report.Refresh);
        Assert.Equal("Elsewhere", At(1).Folder.Id);
        Assert.Equal(ItemFlags.Seen, At(1).Item.Flags);
        Assert.Equal(2, _world.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task NewItems_ArriveInTheirState_AndAreNotLookedAt()
    {
        _world.WithInbox(3);
        await _world.RunAsync(Refreshing);
        _world.Inbox.Add(SeedMessage.Plain(4) with { Flags = ItemFlags.Seen });

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal((1, 3), (report.Totals.Copied, report.Totals.AlreadyThere));
        Assert.Equal(new RefreshTotals(), report.Refresh);
    }

    [Fact]
    public async Task ChangesOfPassesThatDidNotRefresh_AreNotForgotten()
    {
        _world.WithInbox(4);
        await _world.RunAsync();
        Set(1, ItemFlags.Seen);
        _world.Inbox.Add(SeedMessage.Plain(5));
        await _world.RunAsync();
        Set(2, ItemFlags.Seen);
        await _world.RunAsync();
        Set(5, ItemFlags.Flagged);

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Refreshed = 3 }, report.Refresh);
    }

    [Fact]
    public async Task ChangesAndNewMailAndExpungedMail_InOnePass()
    {
        _world.WithInbox(6);
        await _world.RunAsync(Refreshing);
        Set(2, ItemFlags.Seen);
        _world.Inbox.Expunge(4);
        _world.Inbox.Add(SeedMessage.Plain(7) with { Flags = ItemFlags.Seen });

        var report = await _world.RunAsync(Refreshing);
        Set(7, ItemFlags.None);
        var next = await _world.RunAsync(Refreshing);

        Assert.Equal((1, new RefreshTotals { Refreshed = 1 }), (report.Totals.Copied, report.Refresh));
        Assert.Equal(new RefreshTotals { Refreshed = 1 }, next.Refresh);
        Assert.True(report.Totals.AddsUp && next.Totals.AddsUp);
    }

    [Fact]
    public async Task ThousandsOfChanges_AreMetByOneListing()
    {
        _world.WithInbox(1500);
        await _world.RunAsync();
        _world.Inbox.Uids.ToList().ForEach(uid => Set(uid, ItemFlags.Seen));
        _world.Destination.Remove(delivery => delivery.SourceKey.Uid == 700);

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Refreshed = 1499, NotFound = countsChanges ? 1 : 0 }, report.Refresh);
        Assert.Equal((0, 15), (_world.Destination.StateQuestions.Count, _world.Destination.StateListings.Count));
    }

    [Fact]
    public async Task DryRun_SaysHowMany_AndChangesNothing()
    {
        _world.WithInbox(5);
        await _world.RunAsync();
        _world.Destination.Touch(delivery => delivery.SourceKey.Uid == 3, ItemFlags.Flagged);
        foreach (var uid in new uint[] { 1, 2, 3 })
        {
            Set(uid, ItemFlags.Seen);
        }

        var report = await _world.RunAsync(Refreshing with { DryRun = true });
        var real = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { WouldRefresh = 2, Kept = 1 }, report.Refresh);
        Assert.Equal(new RefreshTotals { Refreshed = 2, Kept = 1 }, real.Refresh);
        Assert.Equal(1, _world.Destination.StateChanges.Count);
    }

    [Fact]
    public async Task RefusedItem_IsNoted_AndTheOthersAreRefreshed()
    {
        _world.WithInbox(120);
        await _world.RunAsync();
        _world.Inbox.Uids.ToList().ForEach(uid => Set(uid, ItemFlags.Seen));
        _world.Destination.RefuseChange = change => change.Item.SourceKey.Uid == 60 ? Trouble.Refused() : null;

        var report = await _world.RunAsync(Refreshing);
        var notes = await _world.NotesAsync();
        _world.Destination.RefuseChange = null;
        var again = await _world.RunAsync(Refreshing);

        Assert.Equal(new RefreshTotals { Refreshed = 119, Failed = 1 }, report.Refresh);
        Assert.Equal((PassStatus.Completed, Grade.Investigate), (report.Status, report.Grade));
        var note = Assert.Single(notes);
        Assert.Equal((60u, ItemOutcome.AlreadyThere, FailureCodes.DestinationFlagsRefused), (note.Uid, note.Outcome, note.Code));
        Assert.Equal(new RefreshTotals { Refreshed = 1 }, again.Refresh);
    }

    [Fact]
    public async Task AnswerThatNeverCame_IsAskedAbout_AndEachItemCountsOnce()
    {
        _world.WithInbox(120);
        await _world.RunAsync();
        _world.Inbox.Uids.ToList().ForEach(uid => Set(uid, ItemFlags.Seen));
        _world.Trouble.OnChange(1, 20, Trouble.ReplyLost()).OnChange(3, 0, Trouble.Throttled(TimeSpan.FromMinutes(5))).On(DestinationCall.FindStates, 1, Trouble.ReplyLost());

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal((PassStatus.Completed, new RefreshTotals { Refreshed = 120 }), (report.Status, report.Refresh));
        Assert.All(_world.Destination.Deliveries, delivery => Assert.Equal(ItemFlags.Seen, delivery.Item.Flags));
    }

    [Fact]
    public async Task KilledInTheMiddle_TheNextPassDoesTheRest()
    {
        _world.WithInbox(120);
        await _world.RunAsync();
        _world.Inbox.Uids.ToList().ForEach(uid => Set(uid, ItemFlags.Seen));
        _world.Trouble.OnChange(2, 30, Trouble.Denied());

        var killed = await _world.RunAsync(Refreshing);
        var next = await _world.RunAsync(Refreshing);

        Assert.Equal(PassStatus.Failed, killed.Status);
        Assert.Equal((PassStatus.Completed, 40), (next.Status, next.Refresh!.Refreshed));
        Assert.All(_world.Destination.Deliveries, delivery => Assert.True(delivery is { Item.Flags: ItemFlags.Seen } && delivery.Given == delivery.Item.State.Mark));
    }

    [Fact]
    public async Task LostJournal_IsNoHindrance()
    {
        _world.WithInbox(5);
        await _world.RunAsync();
        Set(1, ItemFlags.Seen);
        Set(2, ItemFlags.Flagged);
        _world.Destination.Touch(delivery => delivery.SourceKey.Uid == 2, ItemFlags.Answered);
        _world.LoseJournal();

        var report = await _world.RunAsync(Refreshing);

        Assert.Equal((0, new RefreshTotals { Refreshed = 1, Kept = 1 }), (report.Totals.Copied, report.Refresh));
    }

    private void Set(uint uid, ItemFlags flags, params string[] keywords) =>
        _world.Inbox.Replace(uid, SeedMessage.Plain((int)uid) with { Flags = flags, Keywords = keywords });

    private Delivery At(uint uid) => _world.Destination.Deliveries.Single(delivery => delivery.SourceKey.Uid == uid);
}

/// <summary>The source says when a folder is opened how often it has changed.</summary>
public sealed class LateCountingRefreshTests() : RefreshTests(MarkGiving.InListing, countsChanges: true);

/// <summary>The source says what its folders hold, and nothing of flags.</summary>
public sealed class MarkedRefreshTests() : RefreshTests(MarkGiving.InFolderList, countsChanges: false);

/// <summary>The source says nothing of its folders.</summary>
public sealed class UnmarkedRefreshTests() : RefreshTests(MarkGiving.None, countsChanges: false);
