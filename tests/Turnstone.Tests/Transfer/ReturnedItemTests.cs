using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Tests.Storage;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>
/// A folder has its old name back, and with it an item the place it was sent from. Its delivery is its own again; a copy that was taken for it
/// meanwhile, because nothing else could be, is delivered itself.
/// </summary>
public sealed class ReturnedItemTests
{
    private PassWorld _world = new();

    private InMemorySourceFolder Folder { get => field ??= _world.Source.AddFolder("Old", uidValidity: 7); }

    public static TheoryData<MarkGiving, bool> Sources => new()
    {
        { MarkGiving.None, true }, { MarkGiving.None, false },
        { MarkGiving.InListing, true }, { MarkGiving.InListing, false },
        { MarkGiving.InFolderList, true }, { MarkGiving.InFolderList, false },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task EachIsThereOnce_UnderItsOwnKey_InItsOwnFolder(MarkGiving marks, bool isCopyListedFirst)
    {
        _world = new PassWorld { Source = new InMemorySourceMailbox { Marks = marks } };
        var copies = await ComeBackAsync(isCopyListedFirst);

        var report = await _world.RunAsync();
        var notes = await _world.NotesAsync();
        var again = await _world.RunAsync();
        _world.LoseJournal();
        var learned = await _world.RunAsync();

        Assert.Equal((2, 1, 1, Grade.Perfect), (report.Totals.Found, report.Totals.Copied, report.Totals.AlreadyThere, report.Grade));
        Assert.Equal(1, report.Folders.Single(folder => folder.Source == copies.Description.Path.ToString()).Totals.Copied);
        Assert.Empty(notes);
        Assert.All([again, learned], pass => Assert.Equal((0, 2), (pass.Totals.Copied, pass.Totals.AlreadyThere)));
        AssertEachUnderItsOwnKey(copies);
        Assert.NotEqual(At(Folder).Folder, At(copies).Folder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LostReply_IsAskedAbout(bool isCommitted)
    {
        var copies = await ComeBackAsync();
        _world.Trouble = new FlakyDestination(_world.Destination, _world.Time)
            .OnDelivery(1, isCommitted ? new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost()) : new DeliveryTrouble.Lost(Trouble.ReplyLost()));

        var report = await _world.RunAsync();
        var again = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, 1, 1), (report.Status, report.Totals.Copied, report.Totals.AlreadyThere));
        Assert.Equal((0, 2), (again.Totals.Copied, again.Totals.AlreadyThere));
        AssertEachUnderItsOwnKey(copies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KilledBeforeTheAnswer_WhatMayStillArriveIsWaitedFor(bool arrives)
    {
        using var state = new StateDirectory();
        InMemorySourceFolder copies;
        await using (var journal = await state.OpenAsync(_world.Time))
        {
            copies = await ComeBackAsync(run: options => _world.RunWithAsync(journal, options));
            _world.Trouble = new FlakyDestination(_world.Destination, _world.Time)
                .OnDelivery(1, arrives ? new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(30)) : new DeliveryTrouble.Lost(Trouble.ReplyLost()))
                .On(DestinationCall.FindDelivered, 1, Trouble.Denied());
            Assert.Equal(PassStatus.Failed, (await _world.RunWithAsync(journal, new PassOptions())).Status);
        }

        await using var reopened = await state.OpenAsync(_world.Time);
        var next = await _world.RunWithAsync(reopened, new PassOptions());
        var again = await _world.RunWithAsync(reopened, new PassOptions());

        Assert.Equal((PassStatus.Completed, 2), (next.Status, next.Totals.Copied + next.Totals.AlreadyThere));
        Assert.Equal((0, 2), (again.Totals.Copied, again.Totals.AlreadyThere));
        AssertEachUnderItsOwnKey(copies);
    }

    [Theory]
    [InlineData(PassStatus.Stopped)]
    [InlineData(PassStatus.Failed)]
    [InlineData(PassStatus.CompletedWithErrors)]
    public async Task PassThatEndsBeforeTheCopyIsDelivered_AddsUp_AndTheNextOneDeliversIt(PassStatus status)
    {
        _world = new PassWorld { Source = new InMemorySourceMailbox { Marks = MarkGiving.None } };
        using var stop = new CancellationTokenSource();
        using var state = new StateDirectory();
        InMemorySourceFolder copies;
        await using (var journal = await state.OpenAsync(_world.Time))
        {
            copies = await ComeBackAsync(run: options => _world.RunWithAsync(journal, options));
            _world.Trouble = new FlakyDestination(_world.Destination, _world.Time);
            _world.SourceTrouble = new FlakySource(_world.Source);
            switch (status)
            {
                case PassStatus.Stopped:
                    _world.SourceTrouble.StallOn(SourceCall.ListItems, 3);
                    break;
                case PassStatus.Failed:
                    _world.Trouble.OnDelivery(1, new DeliveryTrouble.Lost(Trouble.Denied()));
                    break;
                default:
                    _world.SourceTrouble.On(SourceCall.ListItems, 3, Trouble.At(FailureSide.Source, FailureCodes.SourceFolderUnavailable, FailureScope.Folder));
                    break;
            }

            var running = _world.RunWithAsync(journal, new PassOptions(), stop.Token);
            await Task.WhenAny(running, _world.SourceTrouble.Stalled);
            await stop.CancelAsync();
            var ended = await running;

            Assert.Equal((status, true), (ended.Status, ended.Totals.AddsUp));
            Assert.Equal((2, 0, 1), (ended.Totals.Found, ended.Totals.Copied, ended.Totals.AlreadyThere));
            Assert.Equal(1, status == PassStatus.Stopped ? ended.Totals.Skipped : ended.Totals.Failed);
        }

        _world.SourceTrouble = new FlakySource(_world.Source);
        await using var reopened = await state.OpenAsync(_world.Time);
        var next = await _world.RunWithAsync(reopened, new PassOptions());

        Assert.Equal((PassStatus.Completed, 1, 1), (next.Status, next.Totals.Copied, next.Totals.AlreadyThere));
        AssertEachUnderItsOwnKey(copies);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task RefreshedFlags_AreEachItemsOwn(MarkGiving marks, bool isCopyListedFirst)
    {
        _world = new PassWorld { Source = new InMemorySourceMailbox { Marks = marks } };
        var copies = await ComeBackAsync(isCopyListedFirst);
        Folder.Flag(1, ItemFlags.Seen);
        copies.Flag(1, ItemFlags.Flagged);

        var report = await _world.RunAsync(new PassOptions { RefreshFlags = true });
        var back = At(Folder).Item.Flags;
        var copied = At(copies).Item.Flags;
        Folder.Flag(1, ItemFlags.Answered);
        await _world.RunAsync(new PassOptions { RefreshFlags = true });

        Assert.Equal(new RefreshTotals { Refreshed = 1 }, report.Refresh);
        Assert.Equal((ItemFlags.Seen, ItemFlags.Flagged), (back, copied));
        Assert.Equal((ItemFlags.Seen | ItemFlags.Answered, ItemFlags.Flagged), (At(Folder).Item.Flags, At(copies).Item.Flags));
        Assert.Equal(2, _world.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task FullComparison_ReadsEachItemsOwn()
    {
        await ComeBackAsync();
        var full = new PassOptions { Verification = VerificationMode.Full };

        var sound = await _world.RunAsync(full);
        _world.Destination.Remove(delivery => delivery.SourceKey == KeyOf(Folder));
        var lacking = await _world.RunAsync(full);

        Assert.Equal(new VerificationResult(VerificationMode.Full, 2, 0), sound.Verification);
        Assert.Equal(new VerificationResult(VerificationMode.Full, 2, 1), lacking.Verification);
        Assert.Equal("Old", Assert.Single(await _world.NotesAsync()).Folder);
    }

    [Fact]
    public async Task CopyThatHasGoneMeanwhile_LeavesItsPlaceToTheNextOne()
    {
        var copies = await ComeBackAsync();
        copies.Expunge(1);
        await _world.RunAsync();
        copies.Add(SeedMessage.Plain(1));

        var report = await _world.RunAsync();

        Assert.Equal((1, 1), (report.Totals.Copied, report.Totals.AlreadyThere));
        Assert.Equal(2, _world.Destination.Deliveries.Select(delivery => delivery.SourceKey).Distinct().Count());
    }

    /// <summary>
    /// One message in the folder and a copy of it elsewhere, and one delivery, sent from the folder, that stands for the copy: the folder had
    /// another name for a while, and that one was left out. Now it has its old name. Returns where the copy is.
    /// </summary>
    private async Task<InMemorySourceFolder> ComeBackAsync(bool isCopyListedFirst = true, Func<PassOptions, Task<MailboxReport>>? run = null)
    {
        run ??= options => _world.RunAsync(options);
        var copies = isCopyListedFirst ? _world.Inbox : null;
        Folder.Add(SeedMessage.Plain(1));
        copies ??= _world.Source.AddFolder("Zebra");
        await run(new PassOptions());
        _world.Source.Rename(Folder, "New");
        Folder.CopyTo(copies, 1);

        var between = await run(new PassOptions { FolderFilter = FolderFilter.Parse("^New$") });
        _world.Source.Rename(Folder, "Old");

        Assert.Equal((0, 1), (between.Totals.Copied, between.Totals.AlreadyThere));
        return copies;
    }

    private Delivery At(InMemorySourceFolder folder) => _world.Destination.Deliveries.Single(delivery => delivery.SourceKey == KeyOf(folder));

    private SourceKey KeyOf(InMemorySourceFolder folder) =>
        new(SourceKey.ScopeOf(SmtpAddress.Parse(_world.SourceAddress), folder.Description.Id), folder.UidValidity, 1);

    private void AssertEachUnderItsOwnKey(InMemorySourceFolder copies) =>
        Assert.Equivalent(new[] { KeyOf(Folder), KeyOf(copies) }, _world.Destination.Deliveries.Select(delivery => delivery.SourceKey), strict: true);
}
