using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Storage;

/// <summary>A journal of format 1 is brought to the present one and loses nothing.</summary>
public sealed class JournalFormatTests : IDisposable
{
    // What format 3 brought, taken back.
    private const string ToFormatTwo = """
        DROP TABLE mark;
        PRAGMA user_version = 2;
        """;

    // What format 2 brought, taken back, too.
    private const string ToFormatOne = ToFormatTwo + """

        DROP TABLE content; DROP TABLE moved;
        ALTER TABLE pair DROP COLUMN learned;
        ALTER TABLE folder ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
        UPDATE folder SET known = 1;
        PRAGMA user_version = 1;
        """;

    private static readonly SourceFolderId Inbox = new("INBOX");
    private static readonly ContentKey Key = ContentKey.FromDigest(StateDirectory.Source, new byte[16]);

    private readonly StateDirectory _state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task FormatOne_KeepsWhatIsSettled_AndAsksTheDestinationWhatItIs()
    {
        await using (var journal = await _state.OpenAsync())
        {
            await journal.MarkLearnedAsync(Cancellation);
            await journal.SettleAsync(
                await journal.OpenFolderAsync(Inbox, 7, Cancellation), [new Settlement.Arrived(1), new Settlement.Arrived(5)], [], Cancellation);
        }

        Change(ToFormatOne);
        await using (var journal = await _state.OpenAsync())
        {
            var inbox = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
            Assert.False(await journal.HasLearnedAsync(Cancellation));
            Assert.Equal([new UidRun(1, 1), new UidRun(5, 5)], inbox.ListSettledRuns());
            await journal.SettleAsync(inbox, [new Settlement.Arrived(5, Key)], [], Cancellation);
            await journal.MarkLearnedAsync(Cancellation);
        }

        await using var again = await _state.OpenAsync();
        Assert.True(await again.HasLearnedAsync(Cancellation));
        Assert.Equal(5u, Assert.Single((await again.FindSettledAsync([Key], Cancellation))[Key]).Uid);
    }

    [Fact]
    public async Task FormatTwo_KeepsWhatIsSettled_AndHasNoMarksYet()
    {
        await using (var journal = await _state.OpenAsync())
        {
            var inbox = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
            await journal.MarkLearnedAsync(Cancellation);
            await journal.SettleAsync(inbox, [new Settlement.Arrived(1, Key)], [], Cancellation);
            await journal.KeepMarksAsync(new Dictionary<JournalFolder, FolderMark> { [inbox] = new(7, 2, 1, null) }, Cancellation);
        }

        Change(ToFormatTwo);
        await using (var journal = await _state.OpenAsync())
        {
            var inbox = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
            Assert.True(await journal.HasLearnedAsync(Cancellation));
            Assert.True(inbox.IsSettled(1));
            Assert.Null(inbox.Mark);
            await journal.KeepMarksAsync(new Dictionary<JournalFolder, FolderMark> { [inbox] = new(7, 3, 2, 9) }, Cancellation);
        }

        await using var again = await _state.OpenAsync();
        Assert.Equal(new FolderMark(7, 3, 2, 9), (await again.OpenFolderAsync(Inbox, 7, Cancellation)).Mark);
        Assert.Single((await again.FindSettledAsync([Key], Cancellation))[Key]);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_state.JournalPath};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
