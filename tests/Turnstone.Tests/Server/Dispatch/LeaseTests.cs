using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Notices;
using Turnstone.Server.Operations.Telemetry;
using Turnstone.Storage.Plane;
using Turnstone.Testing;
using Xunit;
using PassState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>Which process has a pass, when several want it, fall silent or come back.</summary>
public sealed class LeaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfManyWhoWantAPass_OneHasIt()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var pass = await world.PassIdAsync();

        var leases = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => Task.Run(() => world.Elsewhere($"{number}").TakeAsync(pass, Cancel))));

        Assert.Equal(1, Assert.Single(leases.OfType<Lease>()).Epoch);
    }

    [Fact]
    public async Task Project_RunsNoMoreThanItMay_WhoeverTakesThemOn()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 6, atOnce: 2);
        await world.SubmitAsync(PassKind.Full);
        var passes = new List<Guid>();
        foreach (var mailbox in world.Mailboxes)
        {
            passes.Add((await world.PassAsync(mailbox)).Id);
        }

        var leases = await Task.WhenAll(passes.Select((pass, number) => Task.Run(() => world.Elsewhere($"{number}").TakeAsync(pass, Cancel))));
        Assert.Equal(2, leases.OfType<Lease>().Count());

        await world.ChangeProjectAsync(project => project.MostAtOnce = 3);
        var more = new List<Lease?>();
        foreach (var pass in passes)
        {
            more.Add(await world.Elsewhere("again").TakeAsync(pass, Cancel));
        }

        Assert.Single(more.OfType<Lease>());
    }

    [Fact]
    public async Task OwnerWhoFellSilent_IsTakenOver_AndWritesNothingMore()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var pass = await world.PassIdAsync();
        var (silent, other) = (world.Elsewhere("silent"), world.Elsewhere("other"));
        var former = (await silent.TakeAsync(pass, Cancel))!;

        world.World.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Null(await other.TakeAsync(pass, Cancel));
        world.World.Time.Advance(TimeSpan.FromSeconds(2));
        var latter = await other.TakeAsync(pass, Cancel);

        Assert.Equal(2, latter?.Epoch);
        Assert.Equal([LeaseAnswer.Lost], await silent.BeatAsync([(former, null)], Cancel));
        Assert.False(await ResultsOf(world, silent).WriteAsync(former, Failure, Cancel));
        await silent.GiveBackAsync(former, Cancel);
        Assert.Equal([LeaseAnswer.Held], await other.BeatAsync([(latter!, null)], Cancel));
        Assert.Equal(PassState.Migrating, await world.StateAsync(pass));
    }

    [Fact]
    public async Task LaterPassOfAMailbox_HasAHigherEpochThanAnyBefore()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var owner = world.Elsewhere("owner");
        await owner.GiveBackAsync((await owner.TakeAsync(await world.PassIdAsync(), Cancel))!, Cancel);
        await owner.TakeAsync(await world.PassIdAsync(), Cancel);
        await world.StopAsync();
        world.World.Time.Advance(TimeSpan.FromSeconds(11));
        await world.RunAsync();
        await world.SubmitAsync(PassKind.Full);

        var later = await owner.TakeAsync(await world.PassIdAsync(), Cancel);

        Assert.Equal(3, later?.Epoch);
    }

    [Fact]
    public async Task SameAddressesInTwoProjects_MoveOneAfterTheOther_EachByAHigherEpoch()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        Guid[] passes = [await world.PassIdAsync(), await world.SubmitElsewhereAsync()];
        PassLeases[] owners = [world.Elsewhere("one"), world.Elsewhere("other")];
        var waiting = world.World.Services.GetRequiredService<WaitingPasses>();

        var leases = await Task.WhenAll(passes.Zip(owners, (pass, owner) => Task.Run(() => owner.TakeAsync(pass, Cancel))));
        var first = Assert.Single(leases.OfType<Lease>());
        var turn = Array.IndexOf(passes, first.PassId);
        Assert.Empty(await FindAsync(waiting));
        Assert.True(await ResultsOf(world, owners[turn]).WriteAsync(first, Failure, Cancel));

        Assert.Equal(passes[1 - turn], Assert.Single(await FindAsync(waiting)).PassId);
        Assert.True((await owners[1 - turn].TakeAsync(passes[1 - turn], Cancel))?.Epoch > first.Epoch);
    }

    [Theory]
    [InlineData("local/mailbox-taken", null)]
    [InlineData("local/mailbox-busy", null)]
    [InlineData("local/journal-unreachable", null)]
    [InlineData("local/mailbox-taken", nameof(InMemoryJournal.SettleAsync))]
    [InlineData("local/mailbox-busy", nameof(InMemoryJournal.MarkInDoubtAsync))]
    [InlineData("local/journal-unreachable", nameof(InMemoryJournal.EndPassAsync))]
    public async Task JournalThatIsAnothersBusyOrOutOfReach_IsNoEndOfThePass(string code, string? call)
    {
        await using var world = await DispatchWorld.StartAsync();
        var pair = world.Opener.Of(world.Mailboxes[0]);
        var why = new SessionException(Failure with { Code = FailureCode.Parse(code) });
        world.Opener.Refusal = call is null ? why : null;
        pair.Journal.BeforeWrite = written => _ = written == call ? throw why : 0;
        await world.SubmitAsync(PassKind.Full);

        await world.RunAsync();

        Assert.Equal(PassState.Migrating, await world.StateAsync(await world.PassIdAsync()));
        (world.Opener.Refusal, pair.Journal.BeforeWrite) = (null, null);
        world.World.Time.Advance(TimeSpan.FromSeconds(2));
        await world.RunAsync();
        Assert.Equal(PassState.Completed, await world.StateAsync(await world.PassIdAsync()));
    }

    [Fact]
    public async Task PassWhoseJournalIsNotToBeHad_RestsLongerEachTime_WhicheverProcessLooks_AndIsStoppedAllTheSame()
    {
        await using var world = await DispatchWorld.StartAsync();
        world.Opener.Refusal = new SessionException(Failure with { Code = FailureCodes.LocalMailboxBusy });
        await world.SubmitAsync(PassKind.Full);
        var pass = await world.PassIdAsync();
        await world.RunAsync();
        foreach (var rest in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            world.World.Time.Advance(TimeSpan.FromSeconds(rest));
            await world.RunAsync();
            Assert.Null(await world.Elsewhere().TakeAsync(pass, Cancel));

            world.World.Time.Advance(TimeSpan.FromMilliseconds(1));
            await world.RunAsync();
        }

        Assert.Equal(8, await EpochAsync(world));
        await world.StopAsync();
        await world.RunAsync();
        Assert.Equal(PassState.Stopped, await world.StateAsync(pass));
    }

    [Fact]
    public async Task OwnerWhoBeats_KeepsIt()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var pass = await world.PassIdAsync();
        var owner = world.Elsewhere("owner");
        var lease = (await owner.TakeAsync(pass, Cancel))!;
        for (var second = 0; second < 30; second += 5)
        {
            world.World.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal([LeaseAnswer.Held], await owner.BeatAsync([(lease, null)], Cancel));
        }

        Assert.Null(await world.Elsewhere("other").TakeAsync(pass, Cancel));
    }

    [Fact]
    public async Task PassGivenBack_IsTakenOnAtOnce()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var pass = await world.PassIdAsync();
        var owner = world.Elsewhere("owner");
        await owner.GiveBackAsync((await owner.TakeAsync(pass, Cancel))!, Cancel);

        await world.RunAsync();

        Assert.Equal(PassState.Completed, await world.StateAsync(pass));
    }

    [Fact]
    public async Task StopThatReachesAnotherProcess_IsHeardWithItsNextBeat()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var owner = world.Elsewhere("owner");
        var lease = (await owner.TakeAsync(await world.PassIdAsync(), Cancel))!;

        await world.StopAsync();

        Assert.Equal([LeaseAnswer.AskedToStop], await owner.BeatAsync([(lease, null)], Cancel));
    }

    [Fact]
    public async Task StopOfAPassWhoseOwnerDied_EndsIt()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var pass = await world.PassIdAsync();
        await world.Elsewhere("dead").TakeAsync(pass, Cancel);
        await world.StopAsync();

        world.World.Time.Advance(TimeSpan.FromSeconds(11));
        await world.RunAsync();

        Assert.Equal(PassState.Stopped, await world.StateAsync(pass));
    }

    [Fact]
    public async Task ProcessThatWasFrozen_SendsNothing_BeforeAnybodyTellsItThatItLostThePass()
    {
        await using var world = await DispatchWorld.StartAsync(messages: 200);
        var pair = world.Opener.Of(world.Mailboxes[0]);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        pair.Source.BeforeAnswer = async (_, _) =>
        {
            reached.TrySetResult();
            await goOn.Task;
        };
        await world.SubmitAsync(PassKind.Full);
        await world.Dispatcher.LookAsync(isNews: true, Cancel);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        world.World.Time.Advance(TimeSpan.FromSeconds(60));
        goOn.SetResult();
        await world.IdleAsync();

        Assert.Empty(pair.Destination.Deliveries);
        await using (var rows = world.Plane.Open(new PlaneScope.House()))
        {
            var row = await rows.Passes.SingleAsync(Cancel);
            Assert.Equal((PassState.Migrating, false, null), (row.State, row.IsOver, row.Owner));
        }

        world.World.Time.Advance(TimeSpan.FromSeconds(2));
        await world.RunAsync();
        Assert.Equal(200, pair.Destination.Deliveries.Count);
        Assert.Equal(PassState.Completed, (PassState)(await world.PassAsync()).State);
    }

    [Fact]
    public async Task Queue_IsFirstInFirstOut_ButForTheUrgent()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 3, atOnce: 1);
        await world.SubmitAsync(PassKind.Full, mailboxes: world.Mailboxes[0]);
        world.World.Time.Advance(TimeSpan.FromSeconds(1));
        await world.SubmitAsync(PassKind.Full, mailboxes: world.Mailboxes[1]);
        world.World.Time.Advance(TimeSpan.FromSeconds(1));
        await world.SubmitAsync(PassKind.Full, priority: 1, mailboxes: world.Mailboxes[2]);
        for (var turn = 0; turn < 3; turn++)
        {
            await world.RunAsync();
            world.World.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var order = new List<(DateTimeOffset?, int)>();
        foreach (var (mailbox, number) in world.Mailboxes.Select((mailbox, number) => (mailbox, number)))
        {
            order.Add(((await world.PassAsync(mailbox)).Started, number));
        }

        Assert.Equal([2, 0, 1], order.OrderBy(entry => entry.Item1).Select(entry => entry.Item2));
    }

    private static async Task<IReadOnlyList<WaitingPass>> FindAsync(WaitingPasses waiting)
    {
        var found = new List<WaitingPass>();
        foreach (var project in await waiting.ListProjectsAsync(Cancel))
        {
            found.AddRange(await waiting.FindAsync(project, 10, Cancel));
        }

        return found;
    }

    private static async Task<long> EpochAsync(DispatchWorld world)
    {
        await using var rows = world.Plane.Open(new PlaneScope.House());
        return await rows.Passes.Select(row => row.Epoch).SingleAsync(Cancel);
    }

    private static Failure Failure => new()
    {
        Side = FailureSide.Local, Scope = FailureScope.Mailbox, Code = FailureCodes.LocalInternal, Message = "No.",
    };

    private static PassResults ResultsOf(DispatchWorld world, PassLeases owner) => new(
        world.Plane, owner, world.World.Services.GetRequiredService<PassNotices>(), world.World.Services.GetRequiredService<ServerTelemetry>(), world.World.Time);
}
