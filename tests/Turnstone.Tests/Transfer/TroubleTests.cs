using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>Whatever goes wrong between two servers: every item once, and a report that adds up.</summary>
public class TroubleTests
{
    private readonly PassWorld _world = new();

    public static TheoryData<string> LostReplies => ["all", "some", "none", "late", "finished", "unsent", "unknown", "refused", "short"];

    [Theory]
    [MemberData(nameof(LostReplies))]
    public async Task ReplyThatDoesNotSay_IsAskedAbout_NeverGuessed(string trouble)
    {
        _world.WithInbox(180);
        _world.Trouble.OnDelivery(2, trouble switch
        {
            "all" => new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost()),
            "some" => new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost(), Items: 17),
            "none" => new DeliveryTrouble.Lost(Trouble.ReplyLost()),
            "late" => new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(40)),
            "finished" => new DeliveryTrouble.TakenThenLost(Trouble.Finished(), Items: 3),
            "unsent" => new DeliveryTrouble.Lost(Trouble.Unsent()),
            "unknown" => new DeliveryTrouble.TakenBut(new DeliveryResult.Unknown(Trouble.Refused(retry: RetryAdvice.Soon))),
            "refused" => new DeliveryTrouble.TakenBut(new DeliveryResult.Refused(Trouble.Refused())),
            _ => new DeliveryTrouble.FromItem(5, new DeliveryResult.NotTried(Trouble.Refused(retry: RetryAdvice.Soon))),
        });

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, 180L), (report.Status, report.Totals.Copied));
        _world.AssertAllThereOnce(180);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(50)]
    public async Task CrashInTheMiddleOfADelivery_IsResolvedByTheNextPass(int taken)
    {
        _world.WithInbox(100);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost(), taken));
        _world.Trouble.On(DestinationCall.FindDelivered, 1, Trouble.Denied());
        var died = await _world.RunAsync();
        _world.Trouble = new FlakyDestination(_world.Destination, _world.Time);

        var report = await _world.RunAsync();

        Assert.Equal(PassStatus.Failed, died.Status);
        Assert.Equal(PassStatus.Completed, report.Status);
        _world.AssertAllThereOnce(100);
    }

    [Fact]
    public async Task WhatACrashedRunSent_MayStillArriveWhileTheNextOneRuns()
    {
        _world.WithInbox(50);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(30)));
        _world.Trouble.On(DestinationCall.FindDelivered, 1, Trouble.Denied());
        await _world.RunAsync();

        var report = await _world.RunAsync();

        Assert.Equal(PassStatus.Completed, report.Status);
        _world.AssertAllThereOnce(50);
        Assert.True(_world.Time.Waited >= TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Throttling_IsWaitedOut_AndSpendsNoAttempt()
    {
        _world.WithInbox(50);
        for (var i = 1; i <= 20; i++)
        {
            _world.Trouble.OnDelivery(i, new DeliveryTrouble.Lost(Trouble.Throttled(TimeSpan.FromMinutes(5))));
        }

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, 0L), (report.Status, report.Totals.Failed));
        Assert.True(_world.Time.Waited >= TimeSpan.FromMinutes(100));
        _world.AssertAllThereOnce(50);
    }

    [Fact]
    public async Task BatchThatFailsAsAWhole_IsHalvedUntilThePoisonIsAlone()
    {
        _world.WithInbox(200);
        _world.Trouble.KillsConnection = item => item.Source.Uid == 123;
        _world.Trouble.KilledWith = () => Trouble.At(
            FailureSide.Destination, FailureCodes.DestinationProtocol, FailureScope.Item, retry: RetryAdvice.Soon, fate: RequestFate.Finished);

        var report = await _world.RunAsync();

        Assert.Equal((199L, 1L), (report.Totals.Copied, report.Totals.Failed));
        Assert.Equal(123u, Assert.Single(await _world.NotesAsync()).Uid);
        _world.AssertAllThereOnce(199);
    }

    [Fact]
    public async Task ItemThatCostsEveryReply_FailsAlone()
    {
        _world.WithInbox(60);
        _world.Trouble.KillsConnection = item => item.Source.Uid == 33;

        var report = await _world.RunAsync();

        Assert.Equal((59L, 1L), (report.Totals.Copied, report.Totals.Failed));
        Assert.Equal(FailureCodes.DestinationUnknownFate, Assert.Single(await _world.NotesAsync()).Code);
        _world.AssertAllThereOnce(59);
    }

    [Fact]
    public async Task MessageThatKillsTheSourceConnection_FailsAlone()
    {
        _world.WithInbox(90);
        _world.SourceTrouble.KillsConnection = item => item.Uid == 45;

        var report = await _world.RunAsync();

        Assert.Equal((89L, 1L), (report.Totals.Copied, report.Totals.Failed));
        Assert.Equal(FailureCodes.SourceItemUnreadable, Assert.Single(await _world.NotesAsync()).Code);
        _world.AssertAllThereOnce(89);
    }

    [Fact]
    public async Task BrokenListing_IsMadeAgain_WithoutCountingTwice()
    {
        _world.WithInbox(100);
        _world.SourceTrouble.On(SourceCall.ListItems, 1, Trouble.SourceLost(), afterItems: 60);

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, 100L), (report.Status, report.Totals.Found));
        _world.AssertAllThereOnce(100);
    }

    [Fact]
    public async Task FolderThatCannotBeListed_FailsAlone()
    {
        _world.WithInbox(10);
        _world.Source.AddFolder("Broken").CountedButNotListed = 4;
        _world.Source.AddFolder("Good").Add(SeedMessage.Plain(500));

        var report = await _world.RunAsync();

        Assert.Equal(PassStatus.CompletedWithErrors, report.Status);
        Assert.Equal(11, report.Totals.Copied);
        Assert.Equal(FailureCodes.SourceListIncomplete, report.Folders.Single(f => f.Source == "Broken").Failure!.Code);
        Assert.True(report.Totals.AddsUp);
    }

    [Fact]
    public async Task NameThatIsNoPlaceForMail_GetsANumber_AndWhatLiesBelowFollows()
    {
        _world.Source.AddFolder("Contacts").Add(SeedMessage.Plain(1));
        _world.Source.AddFolder("Contacts/Old").Add(SeedMessage.Plain(2));
        _world.Trouble.On(
            DestinationCall.EnsureFolder, 1, Trouble.At(FailureSide.Destination, FailureCodes.DestinationNameTaken, FailureScope.Folder));

        var report = await _world.RunAsync();

        Assert.Equal(PassStatus.Completed, report.Status);
        Assert.Equal(["Contacts (2)", "Contacts (2)/Old"], report.Folders.Select(f => f.Destination));
        Assert.NotNull(report.Folders[0].Renamed);
    }

    [Fact]
    public async Task NumberDecidedAtTheDestination_StaysItsFolders_WhenAnotherComesBetween()
    {
        _world.Source.AddFolder("Contacts").Add(SeedMessage.Plain(1));
        _world.Trouble.On(
            DestinationCall.EnsureFolder, 1, Trouble.At(FailureSide.Destination, FailureCodes.DestinationNameTaken, FailureScope.Folder));
        await _world.RunAsync();
        _world.Source.AddFolder("CONTACTS").Add(SeedMessage.Plain(2));

        var second = await _world.RunAsync();

        Assert.Equal((1, 1), (second.Totals.Copied, second.Totals.AlreadyThere));
        Assert.Equal("Contacts (2)", second.Folders.Single(f => f.Source == "Contacts").Destination);
        Assert.NotEqual("CONTACTS (2)", second.Folders.Single(f => f.Source == "CONTACTS").Destination);
    }

    [Fact]
    public async Task DestinationThatDenies_FailsTheMailbox_AndEveryItemIsAccountedFor()
    {
        _world.WithInbox(70);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.Lost(Trouble.Denied()));

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Failed, Grade.Poor, FailureCodes.DestinationAccessDenied), (report.Status, report.Grade, report.Failure!.Code));
        Assert.Equal(70, report.Totals.Found);
        Assert.True(report.Totals.AddsUp);
    }

    [Fact]
    public async Task ServerGoneAtTheStart_IsToldWithinSeconds()
    {
        _world.WithInbox(1);
        _world.Trouble.Die(Trouble.Unsent());

        var report = await _world.RunAsync();

        Assert.Equal(FailureCodes.DestinationUnreachable, report.Failure!.Code);
        Assert.True(_world.Time.Waited < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task JournalThatCannotBeWritten_FailsThePass_WithNothingSentUnnoted()
    {
        _world.WithInbox(10);
        _world.Journal.BeforeWrite = call =>
        {
            if (call == nameof(Turnstone.Engine.Journal.IJournal.MarkInDoubtAsync))
            {
                throw Trouble.At(FailureSide.Local, FailureCodes.LocalJournal);
            }
        };

        var report = await _world.RunAsync();

        Assert.Equal(FailureCodes.LocalJournal, report.Failure!.Code);
        Assert.Empty(_world.Destination.Deliveries);
    }

    [Fact]
    public async Task VanishedAndUnreadableItems_AreAccountedFor()
    {
        _world.WithInbox(20);
        _world.SourceTrouble.Vanished = item => item.Uid == 3;
        _world.SourceTrouble.Unreadable = item => item.Uid == 4;

        var report = await _world.RunAsync();

        Assert.Equal((20L, 18L, 1L, 1L), (report.Totals.Found, report.Totals.Copied, report.Totals.Skipped, report.Totals.Failed));
    }
}
