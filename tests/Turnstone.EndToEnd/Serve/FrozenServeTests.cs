using Microsoft.Data.Sqlite;
using Turnstone.Client.Passes;
using Turnstone.EndToEnd.Databases;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>A server that stands still for a minute, as a machine does whose memory is swapped or which is moved, while another takes over its passes.</summary>
public abstract class FrozenServeTests
{
    private const int MessagesEach = 300;

    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Longer than a beat, a look and the grace that a pass has: whatever it still wanted to write, it has tried by then.
    private static readonly TimeSpan Awake = TimeSpan.FromSeconds(10);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FrozenForAMinute_AnotherTakesOver_AndTheFirstWritesNothingStale()
    {
        await using var world = await TroubledServe.StartAsync(await DatabaseAsync(), MessagesEach);
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        await world.Servers.Line.WaitAsync(TroubledServe.SentItem, 100, Cancel).WaitAsync(Patience, Cancel);
        await FreezeAsync(world);
        var since = TimeProvider.System.GetTimestamp();
        var another = await world.StartAnotherAsync(SecondDirectory);
        using var client = world.ClientOf(another);

        var done = await world.WaitAsync(client);
        var arrived = await CountAsync(world);
        if (Frozen - TimeProvider.System.GetElapsedTime(since) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, Cancel);
        }

        world.Serve.Signal("CONT");
        await Task.Delay(Awake, Cancel);

        Assert.Equal(arrived, await CountAsync(world));
        Assert.Equal(done.Select(Written), (await world.LastPassesAsync(client)).Select(Written));
        await TroubledServe.AssertAllMovedAsync(world, done);

        // It is as fit for work as the other.
        await TroubledServe.AssertAllMovedAsync(world, await world.RunAsync(PassKind.Full));
    }

    private protected abstract Task<string?> DatabaseAsync();

    /// <summary>Has the server stand still.</summary>
    private protected virtual Task FreezeAsync(ServedWorld world)
    {
        world.Serve.Signal("STOP");
        return Task.CompletedTask;
    }

    /// <summary>Where the second one keeps its files, below the world's folder.</summary>
    private protected abstract string SecondDirectory { get; }

    private static async Task<int> CountAsync(ServedWorld world)
    {
        var count = 0;
        foreach (var person in world.Servers.People)
        {
            using var mailbox = world.Servers.OpenNew(person);
            count += await mailbox.CountAsync(Cancel);
        }

        return count;
    }

    private static (Guid, PassState, DateTimeOffset?, PassProgressInfo) Written(PassInfo pass) => (pass.Id, pass.State, pass.Finished, pass.Progress);
}

/// <summary>On the embedded database, both on one directory.</summary>
public sealed class FrozenServeOnSqliteTests : FrozenServeTests
{
    // SQLITE_BUSY.
    private const int Busy = 5;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private protected override string SecondDirectory => "serve";

    /// <summary>
    /// SQLite's lock is a file's: who stands still in the middle of a write keeps everybody out of that file until they go on. Then nobody can take
    /// over, and nothing can be doubled. This is about the other moments.
    /// </summary>
    private protected override async Task FreezeAsync(ServedWorld world)
    {
        while (true)
        {
            await base.FreezeAsync(world);
            await Task.Delay(Look, Cancel);
            if (Directory.EnumerateFiles(Path.Combine(world.Servers.Folder, "serve"), "*.db", SearchOption.AllDirectories).All(CanBeWritten))
            {
                return;
            }

            world.Serve.Signal("CONT");
            await Task.Delay(Look, Cancel);
        }
    }

    private static bool CanBeWritten(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        command.CommandTimeout = 1;
        try
        {
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Busy)
        {
            return false;
        }
    }

    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL, each with a directory of its own.</summary>
public sealed class FrozenServeOnPostgresTests(PostgresHost host) : FrozenServeTests, IClassFixture<PostgresHost>
{
    private protected override string SecondDirectory => "another";

    private protected override async Task<string?> DatabaseAsync() => await host.MakeDatabaseAsync(Cancel);
}
