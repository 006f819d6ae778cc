using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Licences;
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

    /// <summary>How many wait for a place, of all projects.</summary>
    public async Task<int> CountQueuedAsync(CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await rows.Passes.CountAsync(row => row.State == PassState.Queued, cancellationToken);
    }

    /// <summary>Ends passes that were asked to stop and whose owner fell silent over it or gave them back: there is nobody left to do so.</summary>
    public async Task EndAbandonedStopsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stale = now - LeaseTerms.Stale;
        await using var rows = plane.Open(new PlaneScope.House());
        var abandoned = rows.Passes.Where(row => row.State == PassState.Stopping && (row.Owner == null || row.Beat == null || row.Beat < stale));
        if (!await abandoned.AnyAsync(cancellationToken))
        {
            // Asked each second: where there is nothing to end, nobody is to wait for a transaction.
            return;
        }

        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        await abandoned.ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.State, PassState.Stopped)
                    .SetProperty(row => row.IsOver, true)
                    .SetProperty(row => row.Owner, (string?)null)
                    .SetProperty(row => row.Beat, (DateTimeOffset?)null)
                    .SetProperty(row => row.Finished, now),
                cancellationToken);
        await LicenceSettlement.SettleAsync(rows, rows.Passes.Where(row => row.State == PassState.Stopped), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Projects with passes to take on.</summary>
    public async Task<IReadOnlyList<WaitingProject>> ListProjectsAsync(CancellationToken cancellationToken)
    {
        var stale = time.GetUtcNow() - LeaseTerms.Stale;
        await using var rows = plane.Open(new PlaneScope.House());
        return await rows.Projects
            .Where(project => rows.Passes.Any(row => row.ProjectId == project.Id && row.State == PassState.Queued)
                || rows.Passes.Any(row => row.ProjectId == project.Id && row.State == PassState.Migrating && !row.WantsStop && (row.Beat == null || row.Beat < stale)))
            .Select(project => new WaitingProject(project.Id, project.Region)).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Passes of a project to take on, at most so many: first those whose owner fell silent or gave them back, then those that wait, as far as it has places, the
    /// most urgent first.
    /// </summary>
    public async Task<IReadOnlyList<WaitingPass>> FindAsync(WaitingProject project, int most, CancellationToken cancellationToken)
    {
        var stale = time.GetUtcNow() - LeaseTerms.Stale;
        await using var rows = plane.Open(new PlaneScope.House());
        var passes = rows.Passes.Where(row => row.ProjectId == project.ProjectId);
        var underWay = await passes.Where(row => row.State == PassState.Migrating || row.State == PassState.Stopping)
            .OrderBy(row => row.Started)
            .Select(row => new { row.Id, row.MailboxId, IsLeft = row.State == PassState.Migrating && !row.WantsStop && (row.Beat == null || row.Beat < stale) })
            .ToListAsync(cancellationToken);
        List<WaitingPass> found = [.. underWay.Where(row => row.IsLeft).Take(most).Select(row => new WaitingPass(row.Id, row.MailboxId, project.Region))];
        var places = await rows.Projects.Where(row => row.Id == project.ProjectId).Select(row => row.MostAtOnce).SingleOrDefaultAsync(cancellationToken) - underWay.Count;
        if (Math.Min(places, most - found.Count) is > 0 and var next)
        {
            var held = SamePair.HeldMailboxes(rows);
            found.AddRange(await passes.Where(row => row.State == PassState.Queued && !held.Contains(row.MailboxId))
                .OrderByDescending(row => row.Priority).ThenBy(row => row.Due).ThenBy(row => row.Id)
                .Take(next).Select(row => new WaitingPass(row.Id, row.MailboxId, project.Region)).ToListAsync(cancellationToken));
        }

        return found;
    }
}
