using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>What a later pass costs: as much as has changed.</summary>
public sealed class MarkTests
{
    private static readonly SourceFolderId Inbox = new("INBOX");

    [Fact]
    public async Task UnchangedFolders_AreNotListedAgain()
    {
        var world = new PassWorld().WithInbox(5);
        world.Source.AddFolder("Empty", 2);
        await world.RunAsync();
        var listings = world.Source.ItemListings.Count;

        var second = await world.RunAsync();

        Assert.Equal(listings, world.Source.ItemListings.Count);
        Assert.Equal((5, 5, 0), (second.Totals.Found, second.Totals.AlreadyThere, second.Totals.Copied));
        Assert.True(second.Totals.AddsUp);
        Assert.Equal((PassStatus.Completed, Grade.Perfect), (second.Status, second.Grade));
        world.AssertAllThereOnce(5);
    }

    [Fact]
    public async Task SourceThatTellsOnlyWhenAFolderIsOpened_ListsNoItemTwice()
    {
        var world = new PassWorld { Source = new InMemorySourceMailbox { Marks = MarkGiving.InListing } }.WithInbox(5);
        await world.RunAsync();

        var second = await world.RunAsync();

        Assert.Equal(5, world.Source.ItemsListed);
        Assert.Equal((5, 5), (second.Totals.Found, second.Totals.AlreadyThere));
    }

    [Fact]
    public async Task FlagsAlone_MakeNoFolderNew()
    {
        var world = new PassWorld().WithInbox(3);
        await world.RunAsync();
        var listings = world.Source.ItemListings.Count;

        world.Inbox.Replace(2, SeedMessage.Plain(2) with { Flags = ItemFlags.Seen });
        await world.RunAsync();

        Assert.Equal(listings, world.Source.ItemListings.Count);
    }

    [Fact]
    public async Task OfAFolderThatGrew_OnlyWhatCameIsListed()
    {
        var world = new PassWorld().WithInbox(5);
        await world.RunAsync();

        world.Inbox.Add(SeedMessage.Plain(6));
        var second = await world.RunAsync();
        var third = await world.RunAsync();

        Assert.Equal(6, world.Source.ItemsListed);
        Assert.Equal((6, 5, 1), (second.Totals.Found, second.Totals.AlreadyThere, second.Totals.Copied));
        Assert.Equal((6, 6), (third.Totals.Found, third.Totals.AlreadyThere));
        world.AssertAllThereOnce(6);
    }

    [Fact]
    public async Task FolderThatLostSomethingWhileSomethingCame_IsListedWhole()
    {
        var world = new PassWorld().WithInbox(5);
        await world.RunAsync();

        world.Inbox.Expunge(2);
        world.Inbox.Add(SeedMessage.Plain(6));
        var second = await world.RunAsync();

        Assert.Equal(10, world.Source.ItemsListed);
        Assert.Equal((5, 4, 1), (second.Totals.Found, second.Totals.AlreadyThere, second.Totals.Copied));
    }

    [Fact]
    public async Task FolderWithAFailedItem_IsListedUntilItHasArrived()
    {
        var world = new PassWorld().WithInbox(3);
        world.SourceTrouble.Unreadable = item => item.Uid == 2;
        await world.RunAsync();
        Assert.Empty(await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken));

        world.SourceTrouble.Unreadable = null;
        var second = await world.RunAsync();

        Assert.Equal((3, 2, 1), (second.Totals.Found, second.Totals.AlreadyThere, second.Totals.Copied));
        Assert.NotEmpty(await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhatAFilterLeftOut_ComesWhenTheFilterIsGone()
    {
        var world = new PassWorld().WithInbox(3);
        world.Inbox.Add(SeedMessage.Plain(4, bodyBytes: 5000));

        var small = new PassOptions { SmallerThan = 2000 };
        var first = await world.RunAsync(small);
        var again = await world.RunAsync(small);
        var all = await world.RunAsync();

        Assert.Equal((3, 1), (first.Totals.Copied, first.Totals.Skipped));
        Assert.Equal((3, 1), (again.Totals.AlreadyThere, again.Totals.Skipped));
        Assert.Equal((3, 1), (all.Totals.AlreadyThere, all.Totals.Copied));
    }

    [Fact]
    public async Task ItemThatCameWhileTheFolderWasCopied_IsCopiedNextTime()
    {
        var world = new PassWorld().WithInbox(2);
        var hasCome = false;
        world.Source.BeforeAnswer = (_, _) =>
        {
            if (!hasCome)
            {
                hasCome = true;
                world.Inbox.Add(SeedMessage.Plain(9));
            }

            return Task.CompletedTask;
        };
        await world.RunAsync();

        var second = await world.RunAsync();

        Assert.Equal((3, 1), (second.Totals.Found, second.Totals.Copied));
        world.AssertAllThereOnce(3);
    }

    [Fact]
    public async Task DryRun_CountsWhatIsThere_AndKeepsNothing()
    {
        var world = new PassWorld().WithInbox(4);
        await world.RunAsync();
        world.Inbox.Add(SeedMessage.Plain(5));
        var before = await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken);

        var plan = await world.RunAsync(new PassOptions { DryRun = true });

        Assert.Equal((5, 4, 1), (plan.Totals.Found, plan.Totals.AlreadyThere, plan.Totals.WouldCopy));
        Assert.Equal(before, await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task FullVerification_ComparesWhatWasNotListed()
    {
        var world = new PassWorld().WithInbox(4);
        await world.RunAsync();

        var second = await world.RunAsync(new PassOptions { Verification = VerificationMode.Full });

        Assert.Equal((4, 0), (second.Verification.Compared, second.Verification.Different));
    }

    [Fact]
    public async Task Mark_TellsOfFlags_OnlyWhereAllItemsCameTogether()
    {
        var world = new PassWorld().WithInbox(2);
        await world.RunAsync();
        var first = (await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken))[Inbox];

        world.Inbox.Replace(1, SeedMessage.Plain(1) with { Flags = ItemFlags.Seen });
        world.Inbox.Add(SeedMessage.Plain(3));
        await world.RunAsync();

        var second = (await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken))[Inbox];
        Assert.NotNull(first.ModSeq);
        Assert.Equal(first with { UidNext = 4, Count = 3 }, second);
    }

    [Fact]
    public async Task FolderWhoseItemsCameInSeveralPasses_DoesNotSayHowOldTheirFlagsAre()
    {
        var world = new PassWorld().WithInbox(2);
        world.SourceTrouble.Unreadable = item => item.Uid == 2;
        await world.RunAsync();

        world.SourceTrouble.Unreadable = null;
        await world.RunAsync();

        Assert.Equal(new FolderMark(1, 3, 2, ModSeq: null), (await world.Journal.ListMarksAsync(TestContext.Current.CancellationToken))[Inbox]);
    }
}
