using Microsoft.Data.Sqlite;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Storage;

/// <summary>A journal that cannot be trusted ends in one clear sentence, and stays where it is.</summary>
public sealed class JournalDamageTests : IDisposable
{
    private static readonly SourceFolderId Inbox = new("INBOX");

    private readonly StateDirectory _state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("this is no database, and it is long enough to have a header of one hundred bytes, which SQLite reads before anything else")]
    public async Task FileThatIsNoDatabase_IsRefusedAndKept(string content)
    {
        await SettleSomethingAsync();
        await File.WriteAllTextAsync(_state.JournalPath, content, Cancellation);

        await AssertDamagedAsync("Move the file away");

        Assert.Equal(content, await File.ReadAllTextAsync(_state.JournalPath, Cancellation));
    }

    [Fact]
    public async Task DatabaseOfAnotherProgram_IsRefused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_state.JournalPath)!);
        Change("CREATE TABLE bookmarks (url TEXT)", SqliteOpenMode.ReadWriteCreate);

        await AssertDamagedAsync("Move the file away");
    }

    [Fact]
    public async Task FileCutInHalf_IsRefused()
    {
        await SettleSomethingAsync();
        await using (var file = File.OpenWrite(_state.JournalPath))
        {
            file.SetLength(file.Length / 2);
        }

        await AssertDamagedAsync("Move the file away");
    }

    [Fact]
    public async Task PageOverwritten_IsRefused()
    {
        await SettleSomethingAsync();
        var bytes = await File.ReadAllBytesAsync(_state.JournalPath, Cancellation);
        bytes.AsSpan(1024, bytes.Length - 1024).Fill(0x5a);
        await File.WriteAllBytesAsync(_state.JournalPath, bytes, Cancellation);

        await AssertDamagedAsync("Move the file away");
    }

    [Fact]
    public async Task SettledItemsThatDoNotMatchTheirChecksum_EndTheCall_NotTheJournal()
    {
        await SettleSomethingAsync();
        Change("UPDATE settled_since SET runs = CAST(substr(runs, 1, 4) || x'0b00' AS BLOB)");
        await using var journal = await _state.OpenAsync();

        var failed = await Assert.ThrowsAsync<SessionException>(() => journal.OpenFolderAsync(Inbox, 7, Cancellation));

        Assert.Equal(FailureCodes.LocalJournal, failed.Failure.Code);
        Assert.Equal(0, (await journal.OpenFolderAsync(Inbox, 8, Cancellation)).SettledCount);
    }

    [Fact]
    public async Task JournalOfANewerVersion_IsRefusedWithItsFormat()
    {
        await SettleSomethingAsync();
        Change("PRAGMA user_version = 4");

        var refused = await Assert.ThrowsAsync<SessionException>(() => _state.OpenAsync());

        Assert.Equal(FailureCodes.LocalJournal, refused.Failure.Code);
        Assert.Contains("newer version of Turnstone (format 4; this version reads up to 3)", refused.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JournalOfAnotherPair_IsRefused()
    {
        await SettleSomethingAsync();
        var other = SmtpAddress.Parse("bert@new.example");
        File.Move(_state.JournalPath, _state.Store().PathOf(StateDirectory.Source, other));

        var refused = await Assert.ThrowsAsync<SessionException>(() => _state.Store().OpenAsync(StateDirectory.Source, other, Cancellation));

        Assert.Contains("another pair", refused.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JournalMovedAwayWithoutItsLog_DoesNotPoisonTheNext()
    {
        await SettleSomethingAsync();
        File.Delete(_state.JournalPath);
        await File.WriteAllBytesAsync(_state.JournalPath + "-wal", new byte[5000], Cancellation);

        await using var journal = await _state.OpenAsync();

        Assert.False(await journal.HasLearnedAsync(Cancellation));
    }

    [Fact]
    public async Task RefusedJournal_LeavesThePairFree()
    {
        await SettleSomethingAsync();
        Change("PRAGMA user_version = 4");
        await Assert.ThrowsAsync<SessionException>(() => _state.OpenAsync());
        Change("PRAGMA user_version = 3");

        await using var journal = await _state.OpenAsync();

        Assert.Equal(1, (await journal.OpenFolderAsync(Inbox, 7, Cancellation)).SettledCount);
    }

    [Fact]
    public async Task StateDirectoryThatIsAFile_IsOneClearFailure()
    {
        await File.WriteAllTextAsync(Path.Combine(_state.Path, "journals"), "", Cancellation);

        var failed = await Assert.ThrowsAsync<SessionException>(() => _state.OpenAsync());

        Assert.Equal(FailureCodes.LocalJournal, failed.Failure.Code);
        Assert.Contains(_state.JournalPath, failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullDisk_EndsTheCall_LosesNothing_AndGoesOnWhenThereIsSpace()
    {
        long settled = 0;
        await using (var journal = await _state.OpenAsync(maxPages: 60))
        {
            var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
            SessionException? full = null;
            for (uint batch = 0; full is null; batch++)
            {
                try
                {
                    await journal.SettleAsync(folder, [.. Batch(batch)], [], Cancellation);
                    settled += 100;
                }
                catch (SessionException e)
                {
                    full = e;
                }
            }

            Assert.Equal(FailureCodes.LocalJournal, full.Failure.Code);
            Assert.Contains("disk is full", full.Failure.Message, StringComparison.Ordinal);
            Assert.Equal(settled, folder.SettledCount);
            Assert.NotEqual(0, settled);
        }

        await using var again = await _state.OpenAsync();
        var known = await again.OpenFolderAsync(Inbox, 7, Cancellation);
        Assert.Equal(settled, known.SettledCount);
        await again.SettleAsync(known, [.. Batch((uint)settled / 100)], [], Cancellation);
        Assert.Equal(settled + 100, known.SettledCount);

        static IEnumerable<Settlement> Batch(uint batch) =>
            Enumerable.Range(0, 100).Select(i => new Settlement.Arrived((batch * 300) + (3 * (uint)i) + 1));
    }

    [Fact]
    public async Task CallsAcceptedBeforeDisposing_AreCarriedOut()
    {
        var journal = await _state.OpenAsync();
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        using var cancel = new CancellationTokenSource();

        Task[] calls = [.. Enumerable.Range(1, 200).Select(uid => journal.SettleAsync(folder, [new Settlement.Arrived((uint)uid)], [], cancel.Token))];
        await cancel.CancelAsync();
        await journal.DisposeAsync();
        await Task.WhenAll(calls);

        await using var again = await _state.OpenAsync();
        Assert.Equal(200, (await again.OpenFolderAsync(Inbox, 7, Cancellation)).SettledCount);
    }

    private async Task SettleSomethingAsync()
    {
        await using var journal = await _state.OpenAsync();
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.MarkLearnedAsync(Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Arrived(1)], [], Cancellation);
    }

    private async Task AssertDamagedAsync(string remedy)
    {
        var refused = await Assert.ThrowsAsync<SessionException>(() => _state.OpenAsync());

        Assert.Equal(FailureCodes.LocalJournal, refused.Failure.Code);
        Assert.Contains(_state.JournalPath, refused.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Failure.Remedy, StringComparison.Ordinal);
        Assert.True(File.Exists(_state.JournalPath));
    }

    private void Change(string sql, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        using var connection = new SqliteConnection($"Data Source={_state.JournalPath};Mode={mode};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
