using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Storage;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What every journal promises that may pass from process to process: whoever opened it with the highest epoch has it, and nobody else.</summary>
public abstract class JournalFenceConformance
{
    private static readonly SourceFolderId Inbox = new("INBOX");
    private static readonly DestinationFolder There = new("AAMk=", new DestinationPath(FolderRole.Inbox, FolderPath.Top));

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A mailbox's journal.</summary>
    protected static JournalIdentity Anna { get; } = new(
        Guid.Parse("00000000-0000-0000-0000-000000000001"), SmtpAddress.Parse("anna@old.example"), SmtpAddress.Parse("anna@new.example"));

    /// <summary>The same journals for each call of a test, as a process of its own would open them; waits a second for one that is being written.</summary>
    protected abstract MailboxJournals Journals { get; }

    /// <summary>Plays a process that was frozen in the middle of a commit to Anna's journal, until disposed.</summary>
    protected abstract Task<IAsyncDisposable> FreezeInMidCommitAsync();

    [Fact]
    public async Task JournalOpenedWithAHigherEpoch_IsTakenFromWhoeverHasIt()
    {
        await using var first = await OpenAsync(1);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var pass = await first.BeginPassAsync(PassKind.Full, Cancellation);
        await first.MarkInDoubtAsync(inbox, There, [1], Cancellation);

        await using var second = await OpenAsync(2);

        await AssertTakenAsync(() => first.SettleAsync(inbox, [new Settlement.Arrived(1)], [], Cancellation));
        await AssertTakenAsync(() => first.MarkInDoubtAsync(inbox, There, [2], Cancellation));
        await AssertTakenAsync(() => first.KeepPlacesAsync(new Dictionary<SourceFolderId, DestinationPath> { [Inbox] = There.Path }, Cancellation));
        await AssertTakenAsync(() => first.KeepMarksAsync(new Dictionary<JournalFolder, FolderMark> { [inbox] = new(7, 2, 1, null) }, Cancellation));
        await AssertTakenAsync(() => first.MarkLearnedAsync(Cancellation));
        await AssertTakenAsync(() => first.BeginPassAsync(PassKind.Full, Cancellation));
        await AssertTakenAsync(() => first.EndPassAsync(pass, PassStatus.Completed, 0, Cancellation));
        await AssertTakenAsync(() => first.OpenFolderAsync(new SourceFolderId("Sent"), 7, Cancellation));
        await AssertTakenAsync(() => first.ListInDoubtAsync(Cancellation));
        Assert.False(inbox.IsSettled(1));
        Assert.Equal([1u], Assert.Single(await second.ListInDoubtAsync(Cancellation)).Uids);
        Assert.Equal(0, (await second.OpenFolderAsync(Inbox, 7, Cancellation)).SettledCount);
        Assert.Empty(await second.ListPlacesAsync(Cancellation));
        Assert.Empty(await second.ListMarksAsync(Cancellation));
        Assert.False(await second.HasLearnedAsync(Cancellation));
        Assert.Equal((pass.Number, (PassStatus?)null), (await second.LastPassAsync(Cancellation)) is { } last ? (last.Number, last.Status) : default);
    }

    [Fact]
    public async Task Places_AreRead_WithoutTakingTheJournal()
    {
        Assert.Empty(await Journals.ReadPlacesAsync(Anna, Cancellation));
        await using var first = await OpenAsync(1);
        await first.KeepPlacesAsync(new Dictionary<SourceFolderId, DestinationPath> { [Inbox] = There.Path }, Cancellation);

        var places = await Journals.ReadPlacesAsync(Anna, Cancellation);

        Assert.Equal(There.Path, Assert.Single(places).Value);
        await first.MarkLearnedAsync(Cancellation);
        Assert.True(await first.HasLearnedAsync(Cancellation));
    }

    [Fact]
    public async Task JournalTakenWhileItIsWritten_HasExactlyWhatItsCallsReturned()
    {
        await using var first = await OpenAsync(1);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);
        var (begun, returned) = (new TaskCompletionSource(), 0L);
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var uid = (uint)(writer + 1); ; uid += 8)
            {
                await first.SettleAsync(inbox, [new Settlement.Arrived(uid)], [], Cancellation);
                if (Interlocked.Increment(ref returned) == 100)
                {
                    begun.SetResult();
                }
            }
        })));
        await begun.Task.WaitAsync(Cancellation);

        await using var second = await OpenBesideWritersAsync(2);
        var seen = (await second.OpenFolderAsync(Inbox, 7, Cancellation)).SettledCount;
        await AssertTakenAsync(() => writing);

        Assert.Equal(Interlocked.Read(ref returned), seen);
        await using var third = await OpenAsync(3);
        Assert.Equal(seen, (await third.OpenFolderAsync(Inbox, 7, Cancellation)).SettledCount);
    }

    [Fact]
    public async Task EpochThatIsNotHigher_IsRefused_AndDisturbsNobody()
    {
        await using var journal = await OpenAsync(5);
        var inbox = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await AssertTakenAsync(() => OpenAsync(4));
        await AssertTakenAsync(() => OpenAsync(5));

        await journal.SettleAsync(inbox, [new Settlement.Arrived(1)], [], Cancellation);
        await journal.DisposeAsync();
        await AssertTakenAsync(() => OpenAsync(5));
        await using var next = await OpenAsync(6);
        Assert.True((await next.OpenFolderAsync(Inbox, 7, Cancellation)).IsSettled(1));
    }

    [Fact]
    public async Task JournalOfAnotherWorkgroupOrPair_IsAnother()
    {
        await using var journal = await OpenAsync(5);
        await journal.MarkLearnedAsync(Cancellation);
        JournalIdentity[] others =
        [
            Anna with { WorkgroupId = Guid.NewGuid() },
            Anna with { Destination = SmtpAddress.Parse("bert@new.example") },
        ];

        foreach (var other in others)
        {
            await using var theirs = await Journals.OpenAsync(other, 1, Cancellation);
            Assert.False(await theirs.HasLearnedAsync(Cancellation));
        }

        Assert.True(await journal.HasLearnedAsync(Cancellation));
        await using var again = await Journals.OpenAsync(Anna with { Source = SmtpAddress.Parse("ANNA@old.example") }, 6, Cancellation);
        Assert.True(await again.HasLearnedAsync(Cancellation));
    }

    [Fact]
    public async Task ManyWhoMakeAJournalAtOnce_MakeOne()
    {
        var opened = await Task.WhenAll(Enumerable.Range(1, 6).Select(epoch => Task.Run(async () =>
        {
            try
            {
                return (IJournal?)await OpenAsync(epoch);
            }
            catch (SessionException e) when (e.Failure.Code == FailureCodes.LocalMailboxTaken || e.Failure.Code == FailureCodes.LocalMailboxBusy)
            {
                return null;
            }
        })));

        await using var last = await OpenAsync(7);
        await last.MarkLearnedAsync(Cancellation);
        foreach (var journal in opened.OfType<IJournal>())
        {
            await AssertTakenAsync(() => journal.HasLearnedAsync(Cancellation));
            await journal.DisposeAsync();
        }

        await using var next = await OpenAsync(8);
        Assert.True(await next.HasLearnedAsync(Cancellation));
    }

    [Fact]
    public async Task JournalOfAProcessFrozenInMidCommit_IsBusy_AndOpensOnceThatIsOver()
    {
        await using (var first = await OpenAsync(1))
        {
            await first.MarkLearnedAsync(Cancellation);
        }

        await using (await FreezeInMidCommitAsync())
        {
            var busy = await Assert.ThrowsAsync<SessionException>(() => OpenAsync(2));
            Assert.Equal(FailureCodes.LocalMailboxBusy, busy.Failure.Code);
        }

        await using var second = await OpenAsync(3);
        Assert.True(await second.HasLearnedAsync(Cancellation));
    }

    /// <summary>Opens it as a server does: who writes without a pause may keep it for longer than is waited for, and is asked again.</summary>
    private async Task<IJournal> OpenBesideWritersAsync(long epoch)
    {
        while (true)
        {
            try
            {
                return await OpenAsync(epoch);
            }
            catch (SessionException e) when (e.Failure.Code == FailureCodes.LocalMailboxBusy)
            {
                Cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    protected Task<IJournal> OpenAsync(long epoch) => Journals.OpenAsync(Anna, epoch, Cancellation);

    private static async Task AssertTakenAsync(Func<Task> call)
    {
        var taken = await Assert.ThrowsAsync<SessionException>(call);
        Assert.Equal(FailureCodes.LocalMailboxTaken, taken.Failure.Code);
    }
}
