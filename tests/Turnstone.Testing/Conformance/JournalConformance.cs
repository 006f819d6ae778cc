using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What every journal promises. An implementation inherits it and says how one is made and made again.</summary>
public abstract partial class JournalConformance
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
    public async Task JournalThatHasLearned_KnowsItForGood()
    {
        await using var first = await CreateAsync(TimeProvider.System);

        await first.MarkLearnedAsync(Cancellation);

        Assert.True(await first.HasLearnedAsync(Cancellation));
        await using var journal = await ReopenAsync(first);
        Assert.True(await journal.HasLearnedAsync(Cancellation));
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
    public async Task CallCancelledBefore_ChangesNothing()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => journal.SettleAsync(folder, [new Settlement.Arrived(1)], [], new CancellationToken(canceled: true)));

        Assert.False(folder.IsSettled(1));
    }
}
