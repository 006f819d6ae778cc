using System.Text.Json;
using System.Threading.Channels;
using Turnstone.Client;
using Turnstone.Client.Passes;
using Turnstone.Client.People;
using Turnstone.Tests.Server.Dispatch;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>Passes by command, which really run.</summary>
public sealed class PassWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watching_ShowsEachChange_AndEndsWithThePasses()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 2);
        using var run = await RunOnAsync(world);
        await run.FineAsync("pass", "start", "Move", "--all");
        var lines = Channel.CreateUnbounded<string>();
        run.LineWritten = line => lines.Writer.TryWrite(line);

        var watching = run.RunAsync("pass", "watch", "Move", "--output", "json");
        await lines.Reader.ReadAsync(Cancel);
        await lines.Reader.ReadAsync(Cancel);
        await world.RunAsync();
        world.World.Time.Advance(TimeSpan.FromSeconds(1));
        await lines.Reader.ReadAsync(Cancel);
        await lines.Reader.ReadAsync(Cancel);
        world.World.Time.Advance(TimeSpan.FromSeconds(1));
        var said = await watching.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        var shown = said.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<PassInfo>(line, ContractJson.Options)!).ToList();
        Assert.Equal(0, said.Status);
        Assert.Equal([PassState.Submitted, PassState.Submitted, PassState.Completed, PassState.Completed], shown.Select(pass => pass.State == PassState.Queued ? PassState.Submitted : pass.State));
        Assert.Equal(3, shown[^1].Progress.Copied);
    }

    [Fact]
    public async Task WatchingNothing_EndsAtOnce()
    {
        await using var world = await DispatchWorld.StartAsync();
        using var run = await RunOnAsync(world);

        Assert.Equal("", await run.FineAsync("pass", "watch", "Move"));
    }

    [Fact]
    public async Task PassThatIsStopped_EndsTheWatchWithFour()
    {
        await using var world = await DispatchWorld.StartAsync();
        using var run = await RunOnAsync(world);
        await run.FineAsync("pass", "start", "Move", "--all");
        var lines = Channel.CreateUnbounded<string>();
        run.LineWritten = line => lines.Writer.TryWrite(line);

        var watching = run.RunAsync("pass", "watch", "Move");
        Assert.EndsWith("full  submitted", (await lines.Reader.ReadAsync(Cancel)).Replace("queued", "submitted", StringComparison.Ordinal), StringComparison.Ordinal);
        await world.StopAsync();
        world.World.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.EndsWith("full  stopped", await lines.Reader.ReadAsync(Cancel), StringComparison.Ordinal);
        world.World.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(4, (await watching.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Status);
    }

    [Theory]
    [InlineData(0, new[] { PassState.Completed })]
    [InlineData(2, new[] { PassState.Completed, PassState.CompletedWithErrors })]
    [InlineData(4, new[] { PassState.CompletedWithErrors, PassState.Stopped })]
    [InlineData(3, new[] { PassState.Stopped, PassState.Failed, PassState.Completed })]
    public void GravestEnd_IsTheExitStatus(int expected, PassState[] ends) => Assert.Equal(expected, Turnstone.Cli.Remote.Passes.PassWords.StatusOf(ends));

    [Fact]
    public async Task PassAndItsErrors_AreShown()
    {
        await using var world = await DispatchWorld.StartAsync();
        using var run = await RunOnAsync(world);
        world.Opener.Of(world.Mailboxes[0]).Destination.Refuse = item => item.Source.Uid == 2 ? PassTests.Refused : null;
        await run.FineAsync("pass", "start", "Move", "--all");
        await world.RunAsync();
        var id = $"{await world.PassIdAsync()}";

        var shown = await run.FineAsync("pass", "show", id);
        var error = Assert.Single(await run.JsonAsync<IReadOnlyList<ItemErrorInfo>>("pass", "errors", id));

        Assert.Matches("State +completedWithErrors", shown);
        Assert.Matches("Grade +Investigate", shown);
        Assert.Equal((2, "failed"), (error.Uid, error.Outcome));
        Assert.Contains("destination/item-refused", await run.FineAsync("pass", "errors", id), StringComparison.Ordinal);
    }

    private static async Task<RemoteRun> RunOnAsync(DispatchWorld world)
    {
        var owner = await world.World.WithTokenAsync(world.Workgroup, AccessScope.Full);
        var run = new RemoteRun(world.World);
        run.Variables["TURNSTONE_SERVER"] = RemoteRun.Server;
        run.Variables["TURNSTONE_TOKEN"] = owner.DefaultRequestHeaders.Authorization!.Parameter!;
        return run;
    }
}
