using System.Security.Cryptography;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Storage;

/// <summary>A settled mailbox's journal stays small, whatever the UIDs look like.</summary>
public sealed class JournalSizeTests : IDisposable
{
    private const int Million = 1_000_000;

    private readonly StateDirectory _state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task MillionItemsInOneRun_CostNextToNothing()
    {
        await SettleAsync("INBOX", Enumerable.Range(1, Million).Select(uid => (uint)uid), batch: 500);

        Assert.True(JournalBytes() < 64 << 10, $"{JournalBytes()} bytes");
        Assert.Equal(Million, await CountAsync("INBOX"));
    }

    [Fact]
    public async Task MillionItemsWithEverySecondUid_CostAFewBytesEach()
    {
        await SettleAsync("INBOX", Enumerable.Range(1, Million).Select(n => 2 * (uint)n), batch: 5000);

        Assert.True(JournalBytes() < 8L * Million, $"{JournalBytes()} bytes");
        Assert.Equal(Million, await CountAsync("INBOX"));
    }

    [Fact]
    public async Task ItemsWithTheirContentKeys_CostFewDozenBytesEach()
    {
        const int Items = 200_000;
        await using (var journal = await _state.OpenAsync())
        {
            var folder = await journal.OpenFolderAsync(new SourceFolderId("INBOX"), 1, Cancellation);
            foreach (var uids in Enumerable.Range(1, Items).Chunk(500))
            {
                await journal.SettleAsync(folder, [.. uids.Select(uid => new Settlement.Arrived((uint)uid, Key(uid)))], [], Cancellation);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{JournalBytes() / (double)Items:0.0} bytes an item");
        Assert.True(JournalBytes() < 40L * Items, $"{JournalBytes()} bytes");
        Assert.Equal(Items, await CountAsync("INBOX"));
    }

    [Fact]
    public async Task ItemsSettledOneByOneNewestFirst_CostAFewBytesEach()
    {
        await using (var journal = await _state.OpenAsync())
        {
            var folder = await journal.OpenFolderAsync(new SourceFolderId("INBOX"), 1, Cancellation);

            // All at once, so that they share commits as a pass's deliverers do.
            await Task.WhenAll(Enumerable.Range(1, 20_000).Reverse().Select(
                n => journal.SettleAsync(folder, [new Settlement.Arrived(3 * (uint)n)], [], Cancellation)));
        }

        Assert.True(JournalBytes() < 10 * 20_000, $"{JournalBytes()} bytes");
        Assert.Equal(20_000, await CountAsync("INBOX"));
    }

    [Fact]
    public async Task SmallMailboxInTenFolders_StaysBelowAHundredBytesAnItem()
    {
        for (var folder = 0; folder < 10; folder++)
        {
            await SettleAsync($"Folder {folder}", Enumerable.Range(1, 50).Select(n => 2 * (uint)n), batch: 10);
        }

        Assert.True(JournalBytes() < 100 * 500, $"{JournalBytes()} bytes");
    }

    [Fact]
    public async Task OpenJournal_KeepsItsLogBounded()
    {
        await using var journal = await _state.OpenAsync();
        var folder = await journal.OpenFolderAsync(new SourceFolderId("INBOX"), 1, Cancellation);

        foreach (var uids in Enumerable.Range(1, 60_000).Reverse().Select(n => 2 * (uint)n).Chunk(500))
        {
            await journal.MarkInDoubtAsync(folder, new DestinationFolder("AAMk=", new(FolderRole.Inbox, FolderPath.Top)), uids, Cancellation);
            await journal.SettleAsync(folder, [.. uids.Select(uid => new Settlement.Arrived(uid))], [], Cancellation);
        }

        Assert.True(JournalBytes() < 100L * 60_000, $"{JournalBytes()} bytes");
    }

    [Fact]
    public async Task NotesOfAFormerPass_GiveTheirSpaceBack()
    {
        await using (var journal = await _state.OpenAsync())
        {
            var folder = await journal.OpenFolderAsync(new SourceFolderId("INBOX"), 1, Cancellation);
            await journal.BeginPassAsync(PassKind.PreStage, Cancellation);
            foreach (var uids in Enumerable.Range(1, 200_000).Reverse().Chunk(5000))
            {
                await journal.SettleAsync(folder, [], [.. uids.Select(uid => Skipped((uint)uid))], Cancellation);
            }
        }

        var noted = JournalBytes();
        await using (var journal = await _state.OpenAsync())
        {
            await journal.BeginPassAsync(PassKind.Full, Cancellation);
        }

        Assert.True(noted < 40L * 200_000, $"{noted} bytes with notes");
        Assert.True(JournalBytes() < 64 << 10, $"{JournalBytes()} bytes without");
    }

    private static ContentKey Key(int uid) =>
        ContentKey.FromDigest(StateDirectory.Source, SHA256.HashData(BitConverter.GetBytes(uid)));

    private static ItemNote Skipped(uint uid) => new()
    {
        Folder = "INBOX",
        Uid = uid,
        Outcome = ItemOutcome.Skipped,
        Code = FailureCodes.RuleTooNew,
        Message = "Received after the day this pass ends with.",
        Bytes = 70_000 + uid,
        Received = DateTimeOffset.UnixEpoch.AddMinutes(uid),
    };

    private async Task SettleAsync(string name, IEnumerable<uint> uids, int batch)
    {
        await using var journal = await _state.OpenAsync();
        var folder = await journal.OpenFolderAsync(new SourceFolderId(name), 1, Cancellation);
        foreach (var some in uids.Chunk(batch))
        {
            await journal.SettleAsync(folder, [.. some.Select(uid => new Settlement.Arrived(uid))], [], Cancellation);
        }
    }

    private async Task<long> CountAsync(string name)
    {
        await using var journal = await _state.OpenAsync();
        return (await journal.OpenFolderAsync(new SourceFolderId(name), 1, Cancellation)).SettledCount;
    }

    private long JournalBytes() => new DirectoryInfo(_state.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
