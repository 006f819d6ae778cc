using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Storage;

/// <summary>
/// A process that dies leaves the file and its log as they are at that moment. The tests copy both while the journal works and open
/// the copy.
/// </summary>
public abstract class JournalKillTests : IDisposable
{
    private static readonly SourceFolderId Inbox = new("INBOX");
    private static readonly DestinationFolder There = new("AAMk=", new DestinationPath(FolderRole.Inbox, FolderPath.Top));

    private readonly StateDirectory _state = new();
    private long _epoch;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract string PathIn(StateDirectory state);

    private protected abstract Task<IJournal> OpenAsync(StateDirectory state, long epoch);

    public void Dispose()
    {
        _state.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task KilledAfterAnyCall_HasEverythingThatCallSaid()
    {
        await using var journal = await OpenAsync(_state, ++_epoch);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.False(await WithCopyAsync(copy => copy.HasLearnedAsync(Cancellation)));

        await journal.MarkLearnedAsync(Cancellation);
        Assert.True(await WithCopyAsync(copy => copy.HasLearnedAsync(Cancellation)));

        await journal.MarkInDoubtAsync(folder, There, [1, 2, 3], Cancellation);
        Assert.Equal([1, 2, 3], await WithCopyAsync(async copy => Assert.Single(await copy.ListInDoubtAsync(Cancellation)).Uids));

        await journal.SettleAsync(folder, [new Settlement.Arrived(1), new Settlement.Failed(2, FailureCodes.DestinationVirus)], [], Cancellation);
        var (doubts, settled, failed) = await WithCopyAsync(async copy =>
        {
            var again = await copy.OpenFolderAsync(Inbox, 7, Cancellation);
            return (Assert.Single(await copy.ListInDoubtAsync(Cancellation)).Uids, again.IsSettled(1), again.HasFailed(2));
        });
        Assert.Equal([3], doubts);
        Assert.True(settled && failed);

        var pass = await journal.BeginPassAsync(PassKind.Full, Cancellation);
        Assert.Null((await WithCopyAsync(copy => copy.LastPassAsync(Cancellation)))?.Status);

        await journal.EndPassAsync(pass, PassStatus.Completed, 0, Cancellation);
        Assert.Equal(PassStatus.Completed, (await WithCopyAsync(copy => copy.LastPassAsync(Cancellation)))?.Status);
    }

    [Fact]
    public async Task KilledWhileManyWork_ShowsEachItemInExactlyOneState()
    {
        const int Deliverers = 4;
        const int Batches = 60;
        const int BatchItems = 20;
        await using var journal = await OpenAsync(_state, ++_epoch);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var returned = new long[Deliverers];

        // Each deliverer has its own range of every second UID, so that folding happens on the way.
        var work = Task.WhenAll(Enumerable.Range(0, Deliverers).Select(deliverer => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                uint[] uids = [.. Batch(deliverer, batch)];
                await journal.MarkInDoubtAsync(folder, There, uids, Cancellation);
                await journal.SettleAsync(folder, [.. uids.Select(uid => new Settlement.Arrived(uid))], [], Cancellation);
                Interlocked.Increment(ref returned[deliverer]);
            }
        })));

        var copies = 0;
        do
        {
            var before = returned.Select((_, i) => Interlocked.Read(ref returned[i])).ToArray();
            await WithCopyAsync(async copy =>
            {
                var again = await copy.OpenFolderAsync(Inbox, 7, Cancellation);
                var doubtful = (await copy.ListInDoubtAsync(Cancellation)).SelectMany(doubt => doubt.Uids).ToHashSet();
                for (var deliverer = 0; deliverer < Deliverers; deliverer++)
                {
                    var settled = Enumerable.Range(0, Batches).Count(batch => Batch(deliverer, batch).All(again.IsSettled));
                    Assert.True(settled >= before[deliverer]);
                    for (var batch = 0; batch < Batches; batch++)
                    {
                        var (there, unsure) = (Batch(deliverer, batch).Count(again.IsSettled), Batch(deliverer, batch).Count(doubtful.Contains));
                        Assert.Contains((there, unsure), new[] { (0, 0), (0, BatchItems), (BatchItems, 0) });
                    }
                }

                return true;
            });
            copies++;
        }
        while (!work.IsCompleted);

        await work;
        Assert.True(copies > 1);
        Assert.Equal(Deliverers * Batches * BatchItems, folder.SettledCount);

        static IEnumerable<uint> Batch(int deliverer, int batch) =>
            Enumerable.Range(0, BatchItems).Select(i => (uint)(100_000 * (deliverer + 1)) - (uint)(2 * ((batch * BatchItems) + i)));
    }

    [Fact]
    public async Task KilledWhileBeingMade_IsMadeAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathIn(_state))!);
        await File.WriteAllTextAsync(PathIn(_state) + ".new", "half a journal", Cancellation);

        await using var journal = await OpenAsync(_state, ++_epoch);

        Assert.Null(await journal.LastPassAsync(Cancellation));
    }

    // The log is appended to and the file only changes at a checkpoint, which a log of this size does not reach: file first, then log.
    private async Task<T> WithCopyAsync<T>(Func<IJournal, Task<T>> look)
    {
        using var elsewhere = new StateDirectory();
        Directory.CreateDirectory(Path.GetDirectoryName(PathIn(elsewhere))!);
        foreach (var suffix in (string[])["", "-wal"])
        {
            if (File.Exists(PathIn(_state) + suffix))
            {
                await using var from = new FileStream(PathIn(_state) + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await using var to = File.Create(PathIn(elsewhere) + suffix);
                await from.CopyToAsync(to, Cancellation);
            }
        }

        await using var journal = await OpenAsync(elsewhere, Interlocked.Increment(ref _epoch));
        return await look(journal);
    }
}

/// <summary>Of a journal that is one process's alone.</summary>
public sealed class LockedJournalKillTests : JournalKillTests
{
    private protected override string PathIn(StateDirectory state) => state.JournalPath;

    private protected override Task<IJournal> OpenAsync(StateDirectory state, long epoch) => state.OpenAsync();
}

/// <summary>Of one that passes from process to process: the file's shared memory dies with them.</summary>
public sealed class FencedJournalKillTests : JournalKillTests
{
    private protected override string PathIn(StateDirectory state) => state.FencedPath;

    private protected override Task<IJournal> OpenAsync(StateDirectory state, long epoch) => state.OpenFencedAsync(epoch);
}
