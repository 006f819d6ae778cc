using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Transfer;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

/// <summary>
/// Which process has which pass. The database decides: every change here is one conditional statement, and whoever comes second changes
/// no row.
/// </summary>
/// <param name="plane">The rows.</param>
/// <param name="owner">This process, by a name no other has.</param>
/// <param name="time">Dates beats.</param>
internal sealed class PassLeases(PlaneDatabase plane, string owner, TimeProvider time)
{
    /// <summary>Takes a pass on: one that waits, where its project has a place, or one whose owner fell silent. Null where another was first, there is no place, or another mailbox with its addresses is being moved.</summary>
    public async Task<Lease?> TakeAsync(Guid passId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stale = now - LeaseTerms.Stale;
        await using var rows = plane.Open(new PlaneScope.House());
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);

        // Higher than any before it: journals go by it. Who takes on another pass of this workgroup waits here, so that two never take a project's last
        // place, nor the same addresses.
        var workgroup = rows.Passes.Where(row => row.Id == passId).Select(row => row.WorkgroupId);
        await rows.Workgroups.Where(row => workgroup.Contains(row.Id))
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Epoch, row => row.Epoch + 1), cancellationToken);
        var project = rows.Passes.Where(row => row.Id == passId).Select(row => row.ProjectId);
        var most = await rows.Projects.Where(row => project.Contains(row.Id)).Select(row => row.MostAtOnce).SingleOrDefaultAsync(cancellationToken);
        var held = SamePair.HeldMailboxes(rows);
        var taken = await rows.Passes
            .Where(row => row.Id == passId && !row.IsOver && !row.WantsStop)
            .Where(row => row.State == PassState.Queued
                ? !held.Contains(row.MailboxId) && rows.Passes.Count(other => other.ProjectId == row.ProjectId && (other.State == PassState.Migrating || other.State == PassState.Stopping)) < most
                : row.State == PassState.Migrating && (row.Beat == null || row.Beat < stale))
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.State, PassState.Migrating)
                    .SetProperty(row => row.Epoch, row => rows.Workgroups.Where(of => of.Id == row.WorkgroupId).Select(of => of.Epoch).First())
                    .SetProperty(row => row.Owner, owner)
                    .SetProperty(row => row.Beat, now)
                    .SetProperty(row => row.Started, row => row.Started ?? now),
                cancellationToken);
        if (taken == 0)
        {
            // Nothing of it holds, the raised epoch included.
            return null;
        }

        var lease = await rows.Passes.AsNoTracking().Where(row => row.Id == passId)
            .Select(row => new Lease { PassId = row.Id, WorkgroupId = row.WorkgroupId, MailboxId = row.MailboxId, Epoch = row.Epoch })
            .SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lease;
    }

    /// <summary>Shows that this process lives and how far its passes are, all in one transaction. One answer for each, in order.</summary>
    public async Task<IReadOnlyList<LeaseAnswer>> BeatAsync(IReadOnlyList<(Lease Lease, PassProgress? Progress)> passes, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var answers = new LeaseAnswer[passes.Count];
        for (var i = 0; i < passes.Count; i++)
        {
            answers[i] = await BeatAsync(rows, passes[i].Lease, passes[i].Progress, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return answers;
    }

    /// <summary>Gives a pass back unfinished: whoever looks next may take it on at once. Nothing happens where it is another's already.</summary>
    public Task GiveBackAsync(Lease lease, CancellationToken cancellationToken) => GiveBackAsync(lease, TimeSpan.Zero, cancellationToken);

    /// <summary>The same, but that nobody takes it on before a rest is over. Nothing happens where it is another's already.</summary>
    public async Task GiveBackAsync(Lease lease, TimeSpan rest, CancellationToken cancellationToken)
    {
        // It falls silent when the rest is over, for every process alike.
        DateTimeOffset? beat = rest > TimeSpan.Zero ? time.GetUtcNow() + rest - LeaseTerms.Stale : null;
        await using var rows = plane.Open(new PlaneScope.House());
        await Mine(rows, lease).ExecuteUpdateAsync(
            change => change.SetProperty(row => row.Owner, (string?)null).SetProperty(row => row.Beat, beat), cancellationToken);
    }

    /// <summary>The pass's row, while it is this process's.</summary>
    public IQueryable<MailboxPass> Mine(PlaneContext rows, Lease lease) =>
        rows.Passes.Where(row => row.Id == lease.PassId && row.Epoch == lease.Epoch && row.Owner == owner && !row.IsOver);

    private async Task<LeaseAnswer> BeatAsync(PlaneContext rows, Lease lease, PassProgress? progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mine = Mine(rows, lease);
        var held = progress is null
            ? await mine.ExecuteUpdateAsync(change => change.SetProperty(row => row.Beat, now), cancellationToken)
            : await mine.ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.Beat, now)
                    .SetProperty(row => row.Phase, progress.Phase)
                    .SetProperty(row => row.Folder, progress.Folder)
                    .SetProperty(row => row.ItemsTotal, progress.ItemsTotal)
                    .SetProperty(row => row.ItemsDone, progress.ItemsDone)
                    .SetProperty(row => row.Copied, progress.Copied)
                    .SetProperty(row => row.HasDelivered, row => row.HasDelivered || progress.Copied > 0)
                    .SetProperty(row => row.Errors, progress.Failed)
                    .SetProperty(row => row.BytesCopied, progress.BytesCopied)
                    .SetProperty(row => row.ItemsPerSecond, progress.ItemsPerSecond)
                    .SetProperty(row => row.BytesPerSecond, progress.BytesPerSecond)
                    .SetProperty(row => row.Expected, progress.Remaining == null ? null : now + progress.Remaining)
                    .SetProperty(row => row.WaitsUntil, progress.Waiting == null ? null : progress.Waiting.Until),
                cancellationToken);
        if (held == 0)
        {
            return LeaseAnswer.Lost;
        }

        return await Mine(rows, lease).AnyAsync(row => row.WantsStop, cancellationToken) ? LeaseAnswer.AskedToStop : LeaseAnswer.Held;
    }
}
