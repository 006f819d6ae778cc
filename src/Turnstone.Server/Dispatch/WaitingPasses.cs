using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

/// <summary>What is to be done next, by the rows alone: any process that looks finds the same.</summary>
internal sealed class WaitingPasses(PlaneDatabase plane, TimeProvider time)
{
    /// <summary>Lets passes queue whose time has come.</summary>
    public async Task QueueDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.Passes.Where(row => row.State == PassState.Submitted && row.Due <= now)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.State, PassState.Queued), cancellationToken);
    }

    /// <summary>Ends passes that were asked to stop and whose owner fell silent over it: there is nobody left to do so.</summary>
    public async Task EndAbandonedStopsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stale = now - LeaseTerms.Stale;
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.Passes.Where(row => row.State == PassState.Stopping && (row.Beat == null || row.Beat < stale))
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.State, PassState.Stopped)
                    .SetProperty(row => row.IsOver, true)
                    .SetProperty(row => row.Epoch, row => row.Epoch + 1)
                    .SetProperty(row => row.Owner, (string?)null)
                    .SetProperty(row => row.Beat, (DateTimeOffset?)null)
                    .SetProperty(row => row.Finished, now),
                cancellationToken);
    }

    /// <summary>
    /// Passes to take on, at most so many: first those whose owner fell silent or gave them back, then of each project those that wait, as far as
    /// it has places, the most urgent first.
    /// </summary>
    public async Task<IReadOnlyList<WaitingPass>> FindAsync(int most, CancellationToken cancellationToken)
    {
        var stale = time.GetUtcNow() - LeaseTerms.Stale;
        await using var rows = plane.Open(new PlaneScope.House());
        var found = await (
            from row in rows.Passes
            where row.State == PassState.Migrating && !row.WantsStop && (row.Beat == null || row.Beat < stale)
            join project in rows.Projects on row.ProjectId equals project.Id
            orderby row.Started
            select new WaitingPass(row.Id, row.MailboxId, project.Region)).Take(most).ToListAsync(cancellationToken);
        var projects = await rows.Projects
            .Where(project => rows.Passes.Any(row => row.ProjectId == project.Id && row.State == PassState.Queued))
            .Select(project => new
            {
                project.Id,
                project.Region,
                Places = project.MostAtOnce - rows.Passes.Count(row => row.ProjectId == project.Id && (row.State == PassState.Migrating || row.State == PassState.Stopping)),
            })
            .ToListAsync(cancellationToken);
        foreach (var project in projects.Where(project => project.Places > 0))
        {
            found.AddRange(await rows.Passes
                .Where(row => row.ProjectId == project.Id && row.State == PassState.Queued)
                .OrderByDescending(row => row.Priority).ThenBy(row => row.Due).ThenBy(row => row.Id)
                .Take(project.Places).Select(row => new WaitingPass(row.Id, row.MailboxId, project.Region)).ToListAsync(cancellationToken));
        }

        return found.Count <= most ? found : found[..most];
    }
}
