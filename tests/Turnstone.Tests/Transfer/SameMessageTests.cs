using System.Text.RegularExpressions;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>A mailbox whose folders are labels: one message in several of them arrives once.</summary>
public class SameMessageTests
{
    private readonly PassWorld _world = new();
    private readonly InMemorySourceFolder _inbox;
    private readonly InMemorySourceFolder _all;
    private readonly InMemorySourceFolder _work;
    private readonly InMemorySourceFolder _family;

    public SameMessageTests()
    {
        _inbox = Label("INBOX", FolderRole.Inbox);
        _all = Label("[Gmail]/All Mail", FolderRole.All);
        _work = Label("Work");
        _family = Label("Family");
    }

    [Fact]
    public async Task MessageInSeveralFolders_ArrivesOnceInTheFirst_AndTheOthersSayWhere()
    {
        Show(1, _inbox, _work, _all);
        Show(2, _work, _family, _all);

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, 6L, 2L, 4L), (report.Status, report.Totals.Found, report.Totals.Copied, report.Totals.Skipped));
        Assert.Equal([("Inbox", 1), ("Work", 2)], Arrived());
        var notes = await _world.NotesAsync();
        Assert.All(notes, note => Assert.Equal(FailureCodes.RuleSameMessage, note.Code));
        Assert.Equal(["Family: Work", "Work: INBOX", "[Gmail]/All Mail: INBOX", "[Gmail]/All Mail: Work"], notes.Select(note => $"{note.Folder}: {Named(note)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task MessageThatNoOtherFolderShows_GoesToTheArchive_WhichComesLast()
    {
        Show(1, _inbox, _all);
        Show(2, _all);

        var report = await _world.RunAsync();

        Assert.Equal([("Archive", 2), ("Inbox", 1)], Arrived());
        Assert.Equal(("[Gmail]/All Mail", "Archive"), (report.Folders[^1].Source, report.Folders[^1].Destination));
    }

    [Fact]
    public async Task FolderCalledArchive_KeepsItsName_AndTheArchivedGoBesideIt()
    {
        Show(1, Label("Archive"), _all);
        Show(2, _all);

        await _world.RunAsync();

        Assert.Equal([("Archive", 1), ("Archive (2)", 2)], Arrived());
    }

    [Fact]
    public async Task LabelsOfTheMessage_BecomeCategories()
    {
        _inbox.Add(SeedMessage.Plain(1) with { Identity = 1, Labels = ["Work", "Old", "Ski trip/2019"], Keywords = ["$label1", "work"] });

        var report = await _world.RunAsync(new PassOptions { Verification = VerificationMode.Full });

        Assert.Equal(["Red Category", "work", "Old", "Ski trip/2019"], _world.Destination.Deliveries[0].Item.Categories);
        Assert.Equal(0, report.Verification.Different);
    }

    [Fact]
    public async Task UnchangedMailbox_IsAlreadyThereInEveryFolder()
    {
        Show(1, _inbox, _work, _all);
        await _world.RunAsync();

        var report = await _world.RunAsync();

        Assert.Equal((3L, 3L), (report.Totals.Found, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(1);
    }

    [Fact]
    public async Task MessageArchivedSinceItArrived_IsNotCopiedAgain()
    {
        var uids = Show(1, _inbox, _all);
        await _world.RunAsync();
        _inbox.Expunge(uids[0]);

        var report = await _world.RunAsync(new PassOptions { Verification = VerificationMode.Full });

        Assert.Equal((1L, 1L, 0L), (report.Totals.Found, report.Totals.AlreadyThere, report.Verification.Different));
        _world.AssertAllThereOnce(1);
    }

    [Fact]
    public async Task MessageRelabelledSinceItArrived_IsNotCopiedAgain_EvenIntoAnEarlierFolder()
    {
        var uids = Show(1, _work, _all);
        await _world.RunAsync();
        _work.Expunge(uids[0]);
        Show(1, _inbox, _family);

        var report = await _world.RunAsync();

        Assert.Equal((3L, 1L, 2L), (report.Totals.Found, report.Totals.AlreadyThere, report.Totals.Skipped));
        _world.AssertAllThereOnce(1);
    }

    [Fact]
    public async Task LostJournal_IsLearnedFromTheDestination_AndNothingComesTwice()
    {
        Show(1, _work, _all);
        Show(2, _all);
        await _world.RunAsync();
        _world.Journal = new InMemoryJournal(_world.Time);
        Show(1, _inbox);

        var report = await _world.RunAsync();

        Assert.Equal(0, report.Totals.Copied);
        _world.AssertAllThereOnce(2);
    }

    [Fact]
    public async Task FolderThatIsFilteredOut_LeavesItsMessagesToTheNext()
    {
        Show(1, _work, _family, _all);
        Show(2, _work, _all);

        await _world.RunAsync(new PassOptions { FolderFilter = new Regex("^Work$") });

        Assert.Equal([("Archive", 2), ("Family", 1)], Arrived());
    }

    [Fact]
    public async Task FolderThatCannotBeListed_LeavesItsMessagesToTheNext()
    {
        _inbox.CountedButNotListed = 1;
        Show(1, _work, _all);

        var report = await _world.RunAsync();

        Assert.Equal([("Work", 1)], Arrived());
        Assert.True(report.Totals.AddsUp);
    }

    [Fact]
    public async Task Trial_ThenFull_BringsEachMessageOnceAndIntoTheSameFolder()
    {
        for (var number = 1; number <= 15; number++)
        {
            Show(number, _inbox, _work, _all);
        }

        var trial = await _world.RunAsync(PassKind.Trial);
        var full = await _world.RunAsync();

        Assert.Equal((45L, 10L, 35L), (trial.Totals.Found, trial.Totals.Copied, trial.Totals.Skipped));
        Assert.Equal((45L, 5L), (full.Totals.Found, full.Totals.Copied));
        Assert.All(Arrived(), arrived => Assert.Equal("Inbox", arrived.Folder));
        _world.AssertAllThereOnce(15);
    }

    [Fact]
    public async Task FailedMessage_FailsInOneFolderOnly_AndRetryBringsItThere()
    {
        Show(1, _inbox, _work, _all);
        _world.Destination.Refuse = _ => Trouble.Refused();
        var first = await _world.RunAsync();
        _world.Destination.Refuse = null;

        var retry = await _world.RunAsync(PassKind.Retry);
        var last = await _world.RunAsync();

        Assert.Equal((1L, 2L), (first.Totals.Failed, first.Totals.Skipped));
        Assert.Equal((1L, 2L), (retry.Totals.Copied, retry.Totals.Skipped));
        Assert.Equal(3, last.Totals.AlreadyThere);
        Assert.Equal([("Inbox", 1)], Arrived());
    }

    [Fact]
    public async Task MessageLeftInDoubtByAKilledRun_IsNotSentFromAnotherFolder()
    {
        var uids = Show(1, _work, _all);
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(30)));
        _world.Trouble.On(DestinationCall.FindDelivered, 1, Trouble.Denied());
        await _world.RunAsync();
        Show(1, _inbox);

        var report = await _world.RunAsync();

        Assert.Equal((1L, 2L), (report.Totals.Copied, report.Totals.Skipped));
        Assert.Equal([("Work", 1)], Arrived());
        Assert.Equal([1u, 1u], uids);
    }

    [Fact]
    public async Task StoppedPass_AddsUp_AndTheNextBringsTheRest()
    {
        for (var number = 1; number <= 200; number++)
        {
            Show(number, _inbox, _all);
        }

        using var stop = new CancellationTokenSource();
        _world.Destination.BeforeDelivery = (_, _) => stop.CancelAsync();
        var stopped = await _world.RunAsync(cancellationToken: stop.Token);
        _world.Destination.BeforeDelivery = null;

        await _world.RunAsync();

        Assert.Equal(PassStatus.Stopped, stopped.Status);
        Assert.True(stopped.Totals.AddsUp);
        _world.AssertAllThereOnce(200);
    }

    [Fact]
    public async Task DryRun_CountsEachMessageOnce_AndLeavesNoTrace()
    {
        Show(1, _inbox, _work, _all);
        await _world.RunAsync(PassKind.Trial);
        Show(2, _inbox, _all);
        Show(1, _family);

        await _world.RunAsync(new PassOptions { DryRun = true });
        var report = await _world.RunAsync();

        Assert.Equal((1L, 2L), (report.Totals.Copied, report.Totals.Skipped));
        _world.AssertAllThereOnce(2);
    }

    [Fact]
    public async Task WithoutIdentities_TwoCopiesInTwoFoldersAreTwoMessages()
    {
        _world.Source.AddFolder("A").Add(SeedMessage.Plain(1));
        _world.Source.AddFolder("B").Add(SeedMessage.Plain(1));

        var report = await _world.RunAsync();

        Assert.Equal(2, report.Totals.Copied);
    }

    private InMemorySourceFolder Label(string path, FolderRole role = FolderRole.None) => _world.Source.AddFolder(new SourceFolder
    {
        Id = new SourceFolderId(path),
        Path = FolderPath.Of(path.Split('/')),
        Role = role,
        SharesMessages = true,
    });

    private static uint[] Show(int number, params InMemorySourceFolder[] folders) =>
        [.. folders.Select(folder => folder.Add(SeedMessage.Plain(number) with { Identity = (ulong)number }))];

    private IEnumerable<(string Folder, int Number)> Arrived() => _world.Destination.Deliveries
        .Select(delivery => (Folder: delivery.Folder.Path.ToString(), Number: NumberIn(delivery.Content)))
        .OrderBy(arrived => arrived.Folder, StringComparer.Ordinal);

    private static int NumberIn(ReadOnlyMemory<byte> content) =>
        int.Parse(Regex.Match(System.Text.Encoding.ASCII.GetString(content.Span), "Subject: Number ([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Named(ItemNote note) => Regex.Match(note.Message, "\"(.*)\"").Groups[1].Value;
}
