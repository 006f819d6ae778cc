using Npgsql;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage;
using Turnstone.Storage.Journals.Postgres;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresFenceTests(PostgresHost host) : JournalFenceConformance, IClassFixture<PostgresHost>, IAsyncLifetime
{
    private PostgresJournals _journals = null!;
    private NpgsqlDataSource _others = null!;
    private string _connection = "";

    protected override MailboxJournals Journals => _journals;

    public async ValueTask InitializeAsync()
    {
        _connection = await host.MakeDatabaseAsync(Cancellation);
        _others = NpgsqlDataSource.Create(_connection);
        _journals = new PostgresJournals(_connection, TimeProvider.System) { Patience = TimeSpan.FromSeconds(1) };
        await _journals.UpgradeAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await (_journals?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_others?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Upgrade_IsDoneOnce_WhoeverStartsAtTheSameTime()
    {
        var fresh = await host.MakeDatabaseAsync(Cancellation);
        await using var first = MailboxJournals.OnPostgres(fresh, TimeProvider.System);
        await using var second = MailboxJournals.OnPostgres(fresh, TimeProvider.System);
        await using var third = MailboxJournals.OnPostgres(fresh, TimeProvider.System);

        await Task.WhenAll(new[] { first, second, third }.Select(journals => journals.UpgradeAsync(Cancellation)));

        await using var journal = await second.OpenAsync(Anna, 1, Cancellation);
        Assert.False(await journal.HasLearnedAsync(Cancellation));
    }

    [Fact]
    public async Task JournalsOfANewerVersion_AreRefused()
    {
        await RunAsync("UPDATE journal_format SET version = 99");

        var refused = await Assert.ThrowsAsync<NewerPlaneException>(() => _journals.UpgradeAsync(Cancellation));

        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionKilledInMidCommit_LeavesNothingOfTheCall_AndTheJournalTakesNothingMore()
    {
        await using var journal = await OpenAsync(1);
        var inbox = await journal.OpenFolderAsync(new SourceFolderId("INBOX"), 7, Cancellation);
        await journal.MarkInDoubtAsync(inbox, new DestinationFolder("AAMk=", new DestinationPath(FolderRole.Inbox, FolderPath.Top)), [1], Cancellation);

        SessionException lost;
        await using (var connection = await _others.OpenConnectionAsync(Cancellation))
        await using (var inTheWay = await connection.BeginTransactionAsync(Cancellation))
        {
            // Its doubt is taken back by then; what is settled comes after.
            await RunAsync("LOCK TABLE journal_settled_since IN ACCESS EXCLUSIVE MODE", connection);
            var settling = journal.SettleAsync(inbox, [new Settlement.Arrived(1)], [], Cancellation);
            while (await RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") is not true)
            {
                await Task.Yield();
            }

            lost = await Assert.ThrowsAsync<SessionException>(() => settling);
        }

        Assert.Equal(FailureCodes.LocalJournalUnreachable, lost.Failure.Code);
        Assert.False(inbox.IsSettled(1));
        Assert.Equal(
            FailureCodes.LocalJournalUnreachable, (await Assert.ThrowsAsync<SessionException>(() => journal.ListInDoubtAsync(Cancellation))).Failure.Code);
        await using var next = await OpenAsync(2);
        Assert.Equal([1u], Assert.Single(await next.ListInDoubtAsync(Cancellation)).Uids);
        Assert.False((await next.OpenFolderAsync(new SourceFolderId("INBOX"), 7, Cancellation)).IsSettled(1));
    }

    [Fact]
    public async Task MarkAndSettle_AreOneRoundTripEach()
    {
        await using var journal = await OpenAsync(1);
        var inbox = await journal.OpenFolderAsync(new SourceFolderId("INBOX"), 7, Cancellation);
        var before = await CommitsAsync();

        await journal.MarkInDoubtAsync(inbox, new DestinationFolder("AAMk=", new DestinationPath(FolderRole.Inbox, FolderPath.Top)), [1, 2], Cancellation);
        await journal.SettleAsync(inbox, [new Settlement.Arrived(1), new Settlement.Failed(2, FailureCodes.DestinationVirus)], [], Cancellation);

        Assert.Equal(before + 2, await CommitsAsync());
    }

    protected override async Task<IAsyncDisposable> FreezeInMidCommitAsync()
    {
        var connection = await _others.OpenConnectionAsync(Cancellation);
        await connection.BeginTransactionAsync(Cancellation);
        await RunAsync("SELECT journal_demand(number, epoch) FROM journal; UPDATE journal_pass SET errors = 1", connection);
        return connection;
    }

    // Transaction ids are given to transactions that write, in order; asking for one takes one.
    private async Task<long> CommitsAsync() => (long)(await RunAsync("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))!;

    private async Task<object?> RunAsync(string sql)
    {
        await using var connection = await _others.OpenConnectionAsync(Cancellation);
        return await RunAsync(sql, connection);
    }

    private static async Task<object?> RunAsync(string sql, NpgsqlConnection connection)
    {
#pragma warning disable CA2100 // A constant of this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
