using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

public class PassTests
{
    private readonly PassWorld _world = new();

    [Fact]
    public async Task FullPass_CopiesEverything_AndAddsUp()
    {
        _world.WithInbox(120);
        _world.Source.AddFolder("Projects/2019").Add(SeedMessage.Plain(1000));

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, Grade.Perfect), (report.Status, report.Grade));
        Assert.Equal(new Totals { Found = 121, Copied = 121, BytesCopied = report.Totals.BytesCopied }, report.Totals);
        _world.AssertAllThereOnce(121);
    }

    [Fact]
    public async Task Bytes_ArriveAsTheyWere()
    {
        var bytes = "From: a@b\r\nSubject: odd\r\n\r\n\0\u00ff\r\nno final line end"u8.ToArray();
        _world.Inbox.Add(new SeedMessage(bytes));

        await _world.RunAsync();

        Assert.Equal(bytes, _world.Destination.Deliveries[0].Content.ToArray());
    }

    [Fact]
    public async Task SecondPass_CopiesOnlyNewItems()
    {
        _world.WithInbox(30);
        await _world.RunAsync();
        _world.Inbox.Add(SeedMessage.Plain(31));

        var report = await _world.RunAsync();

        Assert.Equal((31, 1, 30), (report.Totals.Found, report.Totals.Copied, report.Totals.AlreadyThere));
        _world.AssertAllThereOnce(31);
    }

    [Fact]
    public async Task UnchangedMailbox_SendsNothing()
    {
        _world.WithInbox(30);
        await _world.RunAsync();
        var before = _world.Destination.DeliverCalls.Count;

        await _world.RunAsync();

        Assert.Equal(before, _world.Destination.DeliverCalls.Count);
    }

    [Fact]
    public async Task Verify_MovesNothing_AndMakesNoFolder()
    {
        _world.WithInbox(3);

        var report = await _world.RunAsync(PassKind.Verify);

        Assert.Equal(PassStatus.Completed, report.Status);
        Assert.Empty(_world.Destination.Folders);
        Assert.Empty(_world.Destination.Deliveries);
    }

    [Fact]
    public async Task Trial_MakesTheWholeTree_AndCopiesTenAFolder()
    {
        _world.WithInbox(25);
        _world.Source.AddFolder("Empty");

        var report = await _world.RunAsync(PassKind.Trial);

        Assert.Equal(2, _world.Destination.Folders.Count);
        Assert.Equal((25, 10, 15), (report.Totals.Found, report.Totals.Copied, report.Totals.Skipped));
        Assert.Equal(Grade.Good, report.Grade);
        Assert.Equal(15, (await _world.NotesAsync()).Count(n => n.Code == FailureCodes.RuleTrialSample));
    }

    [Fact]
    public async Task PreStageThenFull_IsTheDelta()
    {
        var cut = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 20; i++)
        {
            _world.Inbox.Add(SeedMessage.Plain(i) with { Received = cut.AddDays(i - 10) });
        }

        var first = await _world.RunAsync(new PassOptions { Kind = PassKind.PreStage, OlderThan = cut });
        var second = await _world.RunAsync();

        Assert.Equal((10, 10), (first.Totals.Copied, first.Totals.Skipped));
        Assert.Equal((10, 10), (second.Totals.Copied, second.Totals.AlreadyThere));
        _world.AssertAllThereOnce(20);
    }

    [Fact]
    public async Task NewestFirstThenFull_IsTheBackfill()
    {
        var cut = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 20; i++)
        {
            _world.Inbox.Add(SeedMessage.Plain(i) with { Received = cut.AddDays(i - 10) });
        }

        var first = await _world.RunAsync(new PassOptions { NewerThan = cut });
        var newest = _world.Destination.Deliveries.Select(delivery => delivery.Item.Received).ToList();
        _world.Inbox.Add(SeedMessage.Plain(99) with { Received = cut.AddDays(30) });
        var second = await _world.RunAsync();

        Assert.Equal((10, 10), (first.Totals.Copied, first.Totals.Skipped));
        Assert.All(newest, received => Assert.True(received >= cut));
        Assert.Equal((11, 10), (second.Totals.Copied, second.Totals.AlreadyThere));
        _world.AssertAllThereOnce(21);
    }

    [Fact]
    public async Task ItemWithoutAReceivedTime_IsJudgedByItsOwnDate_AndWithoutAnyIsInEveryRange()
    {
        _world.Inbox.Add(Undated("Date: Tue, 3 Feb 2004 10:00:00 +0100"));
        _world.Inbox.Add(Undated("Received: by x; Mon, 6 May 2024 10:00:00 +0000\r\nDate: Tue, 3 Feb 2004 10:00:00 +0100"));
        _world.Inbox.Add(Undated("X-Date: none"));

        var report = await _world.RunAsync(new PassOptions { NewerThan = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var notes = await _world.NotesAsync();
        var rest = await _world.RunAsync();

        Assert.Equal((2, 1), (report.Totals.Copied, report.Totals.Skipped));
        var skipped = Assert.Single(notes, note => note.Outcome == ItemOutcome.Skipped);
        Assert.Equal((FailureCodes.RuleTooOld, 1u), (skipped.Code, skipped.Uid));
        Assert.Equal(new DateTimeOffset(2004, 2, 3, 9, 0, 0, TimeSpan.Zero), skipped.Received);
        Assert.Contains("own date", skipped.Message, StringComparison.Ordinal);
        Assert.Equal((1, 2), (rest.Totals.Copied, rest.Totals.AlreadyThere));

        static SeedMessage Undated(string field) => new(System.Text.Encoding.ASCII.GetBytes($"Subject: s\r\n{field}\r\n\r\nx\r\n")) { Received = null };
    }

    [Fact]
    public async Task MessageWithoutADate_ShowsItsReceivedTimeAsSent_UnlessItIsADraft()
    {
        var message = new SeedMessage("Subject: s\r\n\r\nx\r\n"u8.ToArray());
        _world.Inbox.Add(message);
        _world.Inbox.Add(message with { Flags = ItemFlags.Draft });

        var report = await _world.RunAsync();

        Assert.Equal(Grade.Perfect, report.Grade);
        Assert.Equal([(message.Received, ItemFlags.None), (null, ItemFlags.Draft)], _world.Destination.Deliveries.Select(d => (d.Item.Sent, d.Item.Flags)).OrderBy(d => d.Flags));
    }

    [Fact]
    public async Task KeywordThatHadToChange_IsReported_AndTheTableHasTheFirstWord()
    {
        _world.Inbox.Add(SeedMessage.Plain(1) with { Keywords = ["a,b", "$Important"] });

        var report = await _world.RunAsync(new PassOptions { Keywords = new KeywordPolicy([new("$important", "Important")]), Verification = VerificationMode.Full });

        Assert.Equal(["a-b", "Important"], _world.Destination.Deliveries[0].Item.Categories);
        Assert.Equal((Grade.Good, 0L), (report.Grade, report.Verification.Different));
        Assert.Contains("comma", Assert.Single(await _world.NotesAsync()).Repair, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedItem_FailsAlone_AndRetryBringsIt()
    {
        _world.WithInbox(20);
        _world.Destination.Refuse = item => item.Source.Uid == 7 ? Trouble.Refused() : null;
        var first = await _world.RunAsync();
        _world.Destination.Refuse = null;
        _world.Inbox.Add(SeedMessage.Plain(99));

        var retry = await _world.RunAsync(PassKind.Retry);

        Assert.Equal((PassStatus.CompletedWithErrors, Grade.Investigate, 1), (first.Status, first.Grade, first.Totals.Failed));
        Assert.Equal((21, 1, 19, 1), (retry.Totals.Found, retry.Totals.Copied, retry.Totals.AlreadyThere, retry.Totals.Skipped));
        _world.AssertAllThereOnce(20);
    }

    [Fact]
    public async Task Retry_IsRefusedWithTheReason_UnlessTheLastPassLeftErrors()
    {
        _world.WithInbox(1);

        var beforeAny = await _world.RunAsync(PassKind.Retry);
        await _world.RunAsync();
        var afterClean = await _world.RunAsync(PassKind.Retry);

        Assert.Equal(FailureCodes.LocalRetryRefused, beforeAny.Failure!.Code);
        Assert.Equal(FailureCodes.LocalRetryRefused, afterClean.Failure!.Code);
        Assert.Contains("no item errors", afterClean.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyErrors_FailThePass_AndItStillAddsUp()
    {
        _world.WithInbox(40);
        _world.Destination.Refuse = _ => Trouble.Refused();

        var report = await _world.RunAsync(new PassOptions { MaxErrors = 5 });

        Assert.Equal((PassStatus.Failed, Grade.Poor, FailureCodes.LocalTooManyErrors), (report.Status, report.Grade, report.Failure!.Code));
        Assert.Equal(40, report.Totals.Found);
        Assert.True(report.Totals.AddsUp);
    }

    [Fact]
    public async Task MoreFoldersThanTheLimit_FailTheMailbox_BeforeAnythingMoves()
    {
        _world.WithInbox(1);
        _world.Source.AddFolder("One");
        _world.Source.AddFolder("Two");

        var over = await _world.RunAsync(new PassOptions { FolderLimit = 2 });
        var destinationFolders = _world.Destination.Folders.Count;
        var within = await _world.RunAsync(new PassOptions { FolderLimit = 3 });

        Assert.Equal((PassStatus.Failed, FailureCodes.LocalOptions), (over.Status, over.Failure!.Code));
        Assert.Equal(0, destinationFolders);
        Assert.Equal((PassStatus.Completed, 1), (within.Status, within.Totals.Copied));
    }

    [Fact]
    public async Task DryRun_WritesNothing_AndAccountsForAll()
    {
        _world.WithInbox(5);

        var report = await _world.RunAsync(new PassOptions { DryRun = true });

        Assert.Equal((5, 5, 5), (report.Totals.Found, report.Totals.Skipped, report.Totals.WouldCopy));
        Assert.Empty(await _world.NotesAsync());
        Assert.Empty(_world.Destination.Folders);
        Assert.Empty(_world.Destination.Deliveries);
        Assert.Null(await _world.Journal.LastPassAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task DryRun_TellsWhatWouldBeCopied_WhatIsThere_AndWhatARuleLeaves()
    {
        _world.WithInbox(5);
        await _world.RunAsync();
        var seeds = new[] { SeedMessage.Plain(6), SeedMessage.Plain(7), SeedMessage.Plain(8, bodyBytes: 9000) };
        Array.ForEach(seeds, seed => _world.Inbox.Add(seed));

        var report = await _world.RunAsync(new PassOptions { DryRun = true, SmallerThan = 8000 });

        Assert.Equal((8, 5, 3, 2), (report.Totals.Found, report.Totals.AlreadyThere, report.Totals.Skipped, report.Totals.WouldCopy));
        Assert.Equal(seeds[..2].Sum(seed => seed.Content.Length), report.Totals.WouldCopyBytes);
        Assert.Equal(5, _world.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task FoldersMappedTogether_AreNamedInThePlan()
    {
        _world.Source.AddFolder("A").Add(SeedMessage.Plain(1));
        _world.Source.AddFolder("B").Add(SeedMessage.Plain(2));
        _world.Source.AddFolder("C").Add(SeedMessage.Plain(3));

        var report = await _world.RunAsync(new PassOptions { DryRun = true, FolderMappings = [FolderMapping.Parse("^A$->B")] });

        Assert.Equal(["A: ", "B: A", "C: "], report.Folders.Select(folder => $"{folder.Source}: {folder.Joins}"));
        Assert.Equal(3, report.Totals.WouldCopy);
    }

    [Fact]
    public async Task DryRun_ShowsWhatTheDestinationWouldRename()
    {
        _world.WithInbox(1);
        _world.Source.AddFolder("Contacts").Add(SeedMessage.Plain(1));
        _world.Source.AddFolder("Contacts/Old").Add(SeedMessage.Plain(2));
        _world.Trouble.On(
            DestinationCall.EnsureFolder, 2, Trouble.At(FailureSide.Destination, FailureCodes.DestinationNameTaken, FailureScope.Folder));

        var report = await _world.RunAsync(new PassOptions { DryRun = true });

        Assert.Equal(["Inbox", "Contacts (2)", "Contacts (2)/Old"], report.Folders.Select(f => f.Destination));
        Assert.NotNull(report.Folders[1].Renamed);
        Assert.Empty(_world.Destination.Folders);
        Assert.Empty(await _world.Journal.ListPlacesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task FolderThatComesLater_TakesNoOthersPlace()
    {
        _world.WithInbox(1);
        _world.Source.AddFolder("archiv").Add(SeedMessage.Plain(1));
        await _world.RunAsync();
        _world.Source.AddFolder("Archiv").Add(SeedMessage.Plain(2));

        var second = await _world.RunAsync();

        Assert.Equal((1, 2), (second.Totals.Copied, second.Totals.AlreadyThere));
        Assert.Equal(("archiv", "Archiv (2)"), (second.Folders.Single(f => f.Source == "archiv").Destination, second.Folders.Single(f => f.Source == "Archiv").Destination));
    }

    [Fact]
    public async Task ItemWithoutAnyDate_ArrivesWithTheFallbackRecorded()
    {
        _world.Inbox.Add(new SeedMessage("Subject: no dates\r\n\r\nx\r\n"u8.ToArray()) { Received = null });
        _world.Inbox.Add(new SeedMessage("Date: Tue, 3 Feb 2004 10:00:00 +0100\r\nSubject: date only\r\n\r\nx\r\n"u8.ToArray()) { Received = null });

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, Grade.Good, 2), (report.Status, report.Grade, report.Repaired));
        Assert.Contains(_world.Destination.Deliveries, d => d.Item.Received == new DateTimeOffset(2004, 2, 3, 9, 0, 0, TimeSpan.Zero));
        Assert.All(await _world.NotesAsync(), n => Assert.NotNull(n.Repair));
    }

    [Fact]
    public async Task State_TravelsWithTheItem()
    {
        _world.Inbox.Add(SeedMessage.Plain(1) with
        {
            Flags = ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Forwarded,
            Keywords = ["$label1", "NonJunk", "$MDNSent", "Work", "work"],
        });

        await _world.RunAsync();

        var item = _world.Destination.Deliveries[0].Item;
        Assert.Equal(ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Forwarded, item.Flags);
        Assert.Equal(["Red Category", "Work"], item.Categories);
    }

    [Fact]
    public async Task Twins_BothArrive()
    {
        var twin = SeedMessage.Plain(1);
        _world.Inbox.Add(twin);
        _world.Inbox.Add(twin);

        var report = await _world.RunAsync();

        Assert.Equal(2, report.Totals.Copied);
        _world.AssertAllThereOnce(2);
    }

    [Fact]
    public async Task LostJournal_IsLearnedFromTheDestination()
    {
        _world.WithInbox(60);
        await _world.RunAsync();
        _world.Journal = new InMemoryJournal(_world.Time);

        var report = await _world.RunAsync();

        Assert.Equal(60, report.Totals.AlreadyThere);
        _world.AssertAllThereOnce(60);
    }

    [Fact]
    public async Task DryRun_OverALostJournal_KnowsWhatTheDestinationHas()
    {
        _world.WithInbox(60);
        await _world.RunAsync();
        _world.Journal = new InMemoryJournal(_world.Time);
        _world.Inbox.Add(SeedMessage.Plain(61));

        var plan = await _world.RunAsync(new PassOptions { DryRun = true });
        var isLearned = await _world.Journal.HasLearnedAsync(TestContext.Current.CancellationToken);
        var report = await _world.RunAsync();

        Assert.False(isLearned);
        Assert.Equal((60, 1), (plan.Totals.AlreadyThere, plan.Totals.WouldCopy));
        Assert.Equal((60, 1), (report.Totals.AlreadyThere, report.Totals.Copied));
        _world.AssertAllThereOnce(61);
    }

    [Fact]
    public async Task NewUidValidity_IsRecognisedByContent_CopyByCopy()
    {
        var twin = SeedMessage.Plain(1);
        _world.Inbox.Add(twin);
        _world.Inbox.Add(twin);
        _world.Inbox.Add(SeedMessage.Plain(2));
        await _world.RunAsync();
        _world.Inbox.Renumber(77);
        _world.Inbox.Add(twin);

        var report = await _world.RunAsync();
        var again = await _world.RunAsync();

        Assert.Equal((3, 1), (report.Totals.AlreadyThere, report.Totals.Copied));
        Assert.Equal(4, again.Totals.AlreadyThere);
        _world.AssertAllThereOnce(4);
    }

    [Fact]
    public async Task Stop_ReportsStopped_AddsUp_AndTheNextPassCarriesOn()
    {
        _world.WithInbox(500);
        using var stop = new CancellationTokenSource();
        var delivered = 0;
        var isStopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Destination.BeforeDelivery = async (_, _) =>
        {
            switch (Interlocked.Increment(ref delivered))
            {
                case 1:
                    break;
                case 2:
                    await stop.CancelAsync();
                    isStopping.SetResult();
                    break;
                default:
                    await isStopping.Task;
                    break;
            }
        };

        var stopped = await _world.RunAsync(cancellationToken: stop.Token);
        _world.Destination.BeforeDelivery = null;
        var rest = await _world.RunAsync();

        Assert.Equal(PassStatus.Stopped, stopped.Status);
        Assert.Equal(500, stopped.Totals.Found);
        Assert.True(stopped.Totals.AddsUp);
        Assert.True(stopped.Totals.Skipped > 0);
        Assert.Equal(PassStatus.Completed, rest.Status);
        _world.AssertAllThereOnce(500);
    }
}
