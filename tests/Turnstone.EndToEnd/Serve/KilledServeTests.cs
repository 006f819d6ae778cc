using Turnstone.Client.Passes;
using Turnstone.EndToEnd.Databases;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>A server that is ended by SIGKILL while it moves mail, and started again: nobody does anything else about it.</summary>
public abstract class KilledServeTests
{
    private const int Kills = 3;
    private const int MessagesEach = 400;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledInTheMiddle_StartsAgain_AndFinishes_EveryMessageOnce()
    {
        await using var world = await TroubledServe.StartAsync(await DatabaseAsync(), MessagesEach);
        var random = new Random(7);
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        for (var kill = 1; kill <= Kills; kill++)
        {
            var items = random.Next(50, 200);
            await world.Servers.Line.WaitAsync(TroubledServe.SentItem, world.Servers.Line.Count(TroubledServe.SentItem) + items, Cancel).WaitAsync(Patience, Cancel);
            world.Serve.Signal("KILL");
            await world.Serve.WaitForExitAsync(Cancel);
            await world.Servers.Line.CutAsync();
            Assert.Contains(await StatesAsync(world), state => state is PassState.Migrating or PassState.Queued);
        }

        await TroubledServe.AssertAllMovedAsync(world, await world.WaitAsync());
    }

    private protected abstract Task<string?> DatabaseAsync();

    private static async Task<IReadOnlyList<PassState>> StatesAsync(ServedWorld world)
    {
        await world.RestartServeAsync();
        return [.. (await world.LastPassesAsync()).Select(pass => pass.State)];
    }
}

/// <summary>On the embedded database.</summary>
public sealed class KilledServeOnSqliteTests : KilledServeTests
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class KilledServeOnPostgresTests(PostgresHost host) : KilledServeTests, IClassFixture<PostgresHost>
{
    private protected override async Task<string?> DatabaseAsync() => await host.MakeDatabaseAsync(Cancel);
}
