using Turnstone.Client.Passes;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>Passes that are stopped while their servers hang: the worst that can meet a stop.</summary>
public sealed class StoppedServeTests
{
    private const int MessagesEach = 200;

    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_TakesEffectWithinSeconds_InEveryState_AndTheSameAgainCarriesOn(bool isReplyLost)
    {
        await using var world = await TroubledServe.StartAsync(postgres: null, MessagesEach);
        var line = world.Servers.Line;
        var later = (await world.Client.ListMailboxesAsync(world.Project.Id, cancellationToken: Cancel)).Items[^1].Id;
        var others = (await world.Client.ListMailboxesAsync(world.Project.Id, cancellationToken: Cancel)).Items.Select(mailbox => mailbox.Id).Where(id => id != later).ToList();
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full, Mailboxes = [later], Due = TimeProvider.System.GetUtcNow().AddHours(1) });
        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full, Mailboxes = others });
        await line.FreezeAsync(TroubledServe.SentItem, 60, isReplyLost).WaitAsync(Patience, Cancel);
        var states = (await world.LastPassesAsync()).Select(pass => pass.State).ToHashSet();
        Assert.Superset(new HashSet<PassState> { PassState.Submitted, PassState.Queued, PassState.Migrating }, states);

        var asked = TimeProvider.System.GetTimestamp();
        var result = await world.Client.StopPassesAsync(world.Project.Id, new StopDraft(), Cancel);
        var stopped = await world.WaitAsync();
        var took = TimeProvider.System.GetElapsedTime(asked);

        Assert.Equal((3, TroubledServe.AtOnce), (result.Stopped, result.UnderWay));
        Assert.All(stopped, pass => Assert.Equal(PassState.Stopped, pass.State));
        Assert.True(took < Promise, $"It took {took}.");

        await line.CutAsync();
        await TroubledServe.AssertAllMovedAsync(world, await world.RunAsync(PassKind.Full));
    }
}
