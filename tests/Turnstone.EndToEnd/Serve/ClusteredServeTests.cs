using Npgsql;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.Databases;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>Two processes of <c>turnstone serve</c> that work on one database and find each other by a real Redis.</summary>
public sealed class ClusteredServeTests(PostgresHost postgres, RedisHost redis) : IClassFixture<PostgresHost>, IClassFixture<RedisHost>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-cluster-");
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.MakeDatabaseAsync(Cancel);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task TwoProcesses_ShareThePassesOfAProject_AndAStopAskedAtOneEndsThoseOfTheOther()
    {
        await using var world = await StartAsync(new ServedCluster(redis.Server, ServedCluster.WriteCertificate(_folder.FullName)));
        var another = await world.StartAnotherAsync("another");
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        await BothWorkAsync(world, another);

        var asked = TimeProvider.System.GetTimestamp();
        await world.Client.StopPassesAsync(world.Project.Id, new StopDraft(), Cancel);
        var stopped = await world.WaitAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, Promise);
        Assert.All(stopped, pass => Assert.Equal(PassState.Stopped, pass.State));
        await TroubledServe.AssertAllMovedAsync(world, await world.RunAsync(PassKind.Full));
    }

    [Fact]
    public async Task ProcessThatIsKilled_IsTakenOverByTheOther_EveryMessageOnce()
    {
        await using var world = await StartAsync(new ServedCluster(redis.Server));
        var another = await world.StartAnotherAsync("another");
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        await BothWorkAsync(world, another);

        another.Signal("KILL");
        await another.WaitForExitAsync(Cancel);

        await TroubledServe.AssertAllMovedAsync(world, await world.WaitAsync());
    }

    [Fact]
    public async Task RedisThatIsStoppedAndComesBackEmpty_DoesNoHarm_ThoughProcessesNoLongerKnowEachOther()
    {
        await using var world = await StartAsync(new ServedCluster(redis.Server));
        var another = await world.StartAnotherAsync("another");
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        await BothWorkAsync(world, another);

        await redis.Server.StopAsync();
        var moved = world.Servers.Line.Count(TroubledServe.SentItem);
        await world.Servers.Line.WaitAsync(TroubledServe.SentItem, moved + 100, Cancel).WaitAsync(Patience, Cancel);
        await redis.Server.StartAgainAsync(Cancel);
        var third = await world.StartAnotherAsync("third");
        await TroubledServe.AssertAllMovedAsync(world, await world.WaitAsync());

        // The third believes that it is alone: what it is asked for is done once all the same.
        using var client = world.ClientOf(third);
        Assert.Empty((await client.SubmitPassesAsync(world.Project.Id, new PassDraft { Kind = PassKind.Full }, Cancel)).Refused);
        var again = await world.WaitAsync(client);
        await TroubledServe.AssertAllMovedAsync(world, again);
        Assert.All(again, pass => Assert.Equal(0, pass.Progress.Copied));
    }

    [Fact]
    public async Task ProjectOfARegion_RunsOnTheProcessOfThatRegionAlone()
    {
        await using var world = await StartAsync(new ServedCluster(redis.Server), "west", "--region", "east");
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.All(await world.LastPassesAsync(), pass => Assert.Equal(PassState.Queued, pass.State));
        Assert.Contains("no process of its region", world.Serve.Output, StringComparison.Ordinal);

        var another = await world.StartAnotherAsync("another", "--region", "west");
        await UntilAsync(world, owners => owners.Count > 0);

        Assert.Equal([another.Id], await OwnersAsync());
        await TroubledServe.AssertAllMovedAsync(world, await world.WaitAsync());
    }

    [Fact]
    public async Task OneAccountOfTwoProcesses_IsLeftAloneByBoth_WhileTheServerAsksForIt()
    {
        SamplePerson[] people = [.. Enumerable.Range(1, 8).Select(number => new SamplePerson($"Person {number}", $"person{number}@old.example", "en-US"))];
        var policy = new ThrottlingPolicy
        {
            EwsMaxBurst = TimeSpan.FromMilliseconds(50), EwsCutoffBalance = TimeSpan.FromMilliseconds(500),
            EwsRechargeRate = TimeSpan.FromMilliseconds(900_000), LeastItemTime = TimeSpan.FromMilliseconds(2),
        };
        await using var world = await ServedWorld.StartAsync(
            people, _database, exchange: (options, _) => options with { Throttling = policy }, cluster: new ServedCluster(redis.Server));
        await MailLoader.LoadAsync(
            world.Servers.Dovecot, [.. people.Select(person => SmallMail.Mailbox(person, 250, 3, new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)))], Cancel);
        var another = await world.StartAnotherAsync("another");
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        await BothWorkAsync(world, another);

        var passes = await world.WaitAsync();

        Assert.All(passes, pass => Assert.Equal((PassState.Completed, 250), (pass.State, pass.Progress.Copied)));
        Assert.InRange(world.Servers.Exchange.Throttling.Refusals, 2, int.MaxValue);
        Assert.Equal(0, world.Servers.Exchange.Throttling.InsideBackOff);
    }

    [Fact]
    public async Task ProcessThatCannotJoin_SaysWhyInOneSentence_AndEnds()
    {
        var port = ServedCluster.FreePort();
        var cluster = new ServedCluster(redis.Server);
        await using var first = await StartServeAsync("first", cluster.Arguments(port));

        await AssertRefusedAsync(["--keys", Path.Combine(_folder.FullName, "first", "keys"), .. cluster.Arguments(port)], redis.Server.Password, "--silo-port nobody else's");
        await AssertRefusedAsync(cluster.Arguments(), redis.Server.Password, "other keys");
        await AssertRefusedAsync(["--keys", Path.Combine(_folder.FullName, "first", "keys"), .. cluster.Arguments()], "wrong", "does not take the password");
        await AssertRefusedAsync(
            ["--keys", Path.Combine(_folder.FullName, "first", "keys"), "--cluster", FormattableString.Invariant($"redis:127.0.0.1:{ServedCluster.FreePort()}")], null, "does not answer");
    }

    private Task<ServeProcess> StartServeAsync(string data, params string[] more) => ServeProcess.StartAsync(
        Path.Combine(_folder.FullName, data), _database, Cancel, new Dictionary<string, string?> { ["TURNSTONE_CLUSTER_PASSWORD"] = redis.Server.Password }, more);

    private async Task AssertRefusedAsync(string[] arguments, string? password, string why)
    {
        await using var process = TurnstoneProgram.Start(
            ["serve", "--data", Path.Combine(_folder.FullName, "refused"), "--urls", "http://127.0.0.1:0", .. arguments], _folder.FullName,
            new Dictionary<string, string?> { ["TURNSTONE_DATABASE"] = _database, ["TURNSTONE_CLUSTER_PASSWORD"] = password });

        Assert.Equal(64, await process.WaitForExitAsync(Patience, Cancel));
        var said = Assert.Single(process.Output.Split('\n'), line => line.StartsWith("The server did not start: ", StringComparison.Ordinal));
        Assert.Contains(why, said, StringComparison.Ordinal);
    }

    private async Task<ServedWorld> StartAsync(ServedCluster cluster, string region = "On premises", params string[] first)
    {
        var world = await ServedWorld.StartAsync(
            SampleCompany.People, _database, draft => draft with { MostAtOnce = 6, Region = region }, arguments: first, cluster: cluster, watched: TroubledServe.SentItem);
        await TroubledServe.LoadAsync(world, 300);
        return world;
    }

    private Task BothWorkAsync(ServedWorld world, ServeProcess another) => UntilAsync(world, owners => owners.Contains(world.Serve.Id) && owners.Contains(another.Id));

    private async Task UntilAsync(ServedWorld world, Func<IReadOnlyList<int>, bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isSo(await OwnersAsync()))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"Owners: {string.Join(", ", await OwnersAsync())}\n{world.Serve.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }

    /// <summary>The processes that have passes under way, by their ids.</summary>
    private async Task<IReadOnlyList<int>> OwnersAsync()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT DISTINCT split_part(owner, '/', 2)::int FROM mailbox_pass WHERE state = 'Migrating' AND owner IS NOT NULL", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var owners = new List<int>();
        while (await reader.ReadAsync(Cancel))
        {
            owners.Add(reader.GetInt32(0));
        }

        return owners;
    }
}
