using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Passes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using PassState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Server.Dispatch;

/// <summary>What the rest of the server asks of the dispatch: to look, and to stop.</summary>
internal sealed partial class PassSwitch(IPassJobs jobs, Bell bell, TimeProvider time, ILogger<PassSwitch> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>There are new passes.</summary>
    public void Submitted() => bell.Ring();

    /// <summary>
    /// Stops passes of a project in a region: what has not begun is over with this call; what is under way here ends at once, elsewhere with that process's next beat.
    /// It is in the rows before anything is told, so that nothing forgets it.
    /// </summary>
    public async Task<StopResult> StopAsync(IQueryable<MailboxPass> passes, string region, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stopping = await passes.Where(row => row.State == PassState.Migrating || row.State == PassState.Stopping).Select(row => row.Id).ToListAsync(cancellationToken);
        var stopped = await PlaneDatabase.UntilDoneAsync(() => passes
            .Where(row => row.State == PassState.Submitted || row.State == PassState.Queued || row.State == PassState.WaitingForUser)
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.State, PassState.Stopped)
                    .SetProperty(row => row.WantsStop, true)
                    .SetProperty(row => row.IsOver, true)
                    .SetProperty(row => row.Finished, now),
                cancellationToken));

        // After those that waited: one that was taken on between the two statements is under way now.
        await PlaneDatabase.UntilDoneAsync(() => passes.Where(row => row.State == PassState.Migrating)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.State, PassState.Stopping).SetProperty(row => row.WantsStop, true), cancellationToken));
        var asked = await passes.Where(row => row.State == PassState.Stopping).Select(row => new WaitingPass(row.Id, row.MailboxId, region)).ToListAsync(cancellationToken);
        await Task.WhenAll(asked.Select(pass => TellAsync(pass, cancellationToken)));
        return new StopResult(stopped, asked.Select(pass => pass.PassId).Union(stopping).Count());
    }

    /// <summary>Where nobody is reached the rows say it, which whoever runs the pass hears with its next beat.</summary>
    private async Task TellAsync(WaitingPass pass, CancellationToken cancellationToken)
    {
        try
        {
            await jobs.StopAsync(pass, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            StopNotTold(pass.PassId, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pass {Pass} was not reached to be told to stop ({Kind}); it hears of it by itself")]
    private partial void StopNotTold(Guid pass, string kind);
}
