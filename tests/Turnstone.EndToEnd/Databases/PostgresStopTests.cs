using Npgsql;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Storage.Agents;
using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresStopTests(PostgresHost host) : IClassFixture<PostgresHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StopOfAllThatMeetsAnotherWhoHasTheSameRowsInAnotherOrder_IsDoneAllTheSame()
    {
        var database = await host.MakeDatabaseAsync(Cancel) + ";Maximum Pool Size=20";
        await using var world = await ServerWorld.StartAsync(postgres: database);
        using var client = await world.SignedInAsync(await world.AddWorkgroupAsync(), Role.Administrator);
        var project = await SubmitAsync(client);
        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync(Cancel);
        await using var transaction = await other.BeginTransactionAsync(Cancel);
        await TouchAsync(other, "DESC");

        var stopping = client.SendAsync(HttpMethod.Post, $"projects/{project}/passes/stop", new StopDraft());
        await UntilSomebodyWaitsAsync(database);
        await TouchAsync(other, "ASC");
        await transaction.CommitAsync(Cancel);

        Assert.Equal(2, (await stopping.ReadAsync<StopResult>()).Stopped);
    }

    private static async Task<Guid> SubmitAsync(HttpClient client)
    {
        var customer = await client.AddCustomerAsync();
        var (source, destination) = (await client.AddAsync(Moves.Source(customer)), await client.AddAsync(Moves.Destination(customer)));
        var project = await client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", SourceId = source.Id, DestinationId = destination.Id });
        await client.AddAsync(project.Id, Moves.Mailbox("anna"));
        await client.AddAsync(project.Id, Moves.Mailbox("ben"));
        var submission = await client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/passes", new PassDraft { Kind = PassKind.Verify }).ReadAsync<Submission>();
        Assert.Equal(2, submission.Submitted);
        return project.Id;
    }

    /// <summary>Holds the row of one pass: the last, as it lies in the table, or the first.</summary>
    private static async Task TouchAsync(NpgsqlConnection connection, string order)
    {
        await using var command = new NpgsqlCommand($"UPDATE mailbox_pass SET priority = priority WHERE id = (SELECT id FROM mailbox_pass ORDER BY ctid {order} LIMIT 1)", connection);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }

    private static async Task UntilSomebodyWaitsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        while (await command.ExecuteScalarAsync(Cancel) is 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }
    }
}
