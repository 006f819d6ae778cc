using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

/// <summary>Writes what passes came to.</summary>
internal sealed class PassResults(PlaneDatabase plane, PassLeases leases, TimeProvider time)
{
    /// <summary>Items beyond these are in the counts, and not in the list: a pass is failed long before.</summary>
    private const int MostErrors = 100_000;

    /// <summary>Ends a pass with what it came to, all or nothing; false where it is another's by now, and nothing was written.</summary>
    public async Task<bool> WriteAsync(Lease lease, MailboxReport report, IAsyncEnumerable<ItemNote> notes, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(lease.WorkgroupId));
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        if (await EndAsync(rows, lease, report, cancellationToken) == 0)
        {
            return false;
        }

        rows.ChangeTracker.AutoDetectChangesEnabled = false;
        var (count, errorBytes) = (0, 0L);
        await foreach (var note in notes.Where(Matters).Take(MostErrors).WithCancellation(cancellationToken))
        {
            rows.Add(RowOf(lease, note));
            errorBytes += note.Outcome == ItemOutcome.Failed ? note.Bytes : 0;
            if (++count % 1000 == 0)
            {
                await rows.SaveChangesAsync(cancellationToken);
                rows.ChangeTracker.Clear();
            }
        }

        await rows.SaveChangesAsync(cancellationToken);
        await rows.Passes.Where(row => row.Id == lease.PassId).ExecuteUpdateAsync(change => change.SetProperty(row => row.ErrorBytes, errorBytes), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends a pass that never came to move anything.</summary>
    public async Task<bool> WriteAsync(Lease lease, Failure failure, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await leases.Mine(rows, lease).ExecuteUpdateAsync(
            change => change
                .SetProperty(row => row.State, PassState.Failed)
                .SetProperty(row => row.IsOver, true)
                .SetProperty(row => row.Finished, time.GetUtcNow())
                .SetProperty(row => row.Grade, Grade.Poor)
                .SetProperty(row => row.FailureCode, failure.Code.Value)
                .SetProperty(row => row.FailureMessage, failure.Message)
                .SetProperty(row => row.FailureRemedy, failure.Remedy),
            cancellationToken) == 1;
    }

    /// <summary>Ends a pass that was stopped before it began to move anything.</summary>
    public async Task<bool> WriteStoppedAsync(Lease lease, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await leases.Mine(rows, lease).ExecuteUpdateAsync(
            change => change
                .SetProperty(row => row.State, PassState.Stopped)
                .SetProperty(row => row.IsOver, true)
                .SetProperty(row => row.Finished, time.GetUtcNow()),
            cancellationToken) == 1;
    }

    // What rules left behind is in the counts: a pre-stage leaves most of a mailbox.
    private static bool Matters(ItemNote note) => note.Outcome != ItemOutcome.Skipped;

    private async Task<int> EndAsync(PlaneContext rows, Lease lease, MailboxReport report, CancellationToken cancellationToken)
    {
        var folders = report.Folders.Count(folder => folder is { LeftOut: null, Failure: null });
        var folderErrors = report.Folders.Count(folder => folder.Failure is not null);
        return await leases.Mine(rows, lease).ExecuteUpdateAsync(
            change => change
                .SetProperty(row => row.State, StateOf(report.Status))
                .SetProperty(row => row.IsOver, true)
                .SetProperty(row => row.Finished, report.Finished)
                .SetProperty(row => row.Phase, (Engine.Transfer.PassPhase?)null)
                .SetProperty(row => row.Folder, (string?)null)
                .SetProperty(row => row.Expected, (DateTimeOffset?)null)
                .SetProperty(row => row.WaitsUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ItemsPerSecond, 0)
                .SetProperty(row => row.BytesPerSecond, 0)
                .SetProperty(row => row.Found, report.Totals.Found)
                .SetProperty(row => row.Copied, report.Totals.Copied)
                .SetProperty(row => row.AlreadyThere, report.Totals.AlreadyThere)
                .SetProperty(row => row.Skipped, report.Totals.Skipped)
                .SetProperty(row => row.Errors, report.Totals.Failed)
                .SetProperty(row => row.BytesCopied, report.Totals.BytesCopied)
                .SetProperty(row => row.Repaired, report.Repaired)
                .SetProperty(row => row.Folders, folders)
                .SetProperty(row => row.FolderErrors, folderErrors)
                .SetProperty(row => row.Compared, report.Verification.Compared)
                .SetProperty(row => row.Different, report.Verification.Different)
                .SetProperty(row => row.Grade, report.Grade)
                .SetProperty(row => row.ActiveSeconds, row => row.ActiveSeconds + report.Active.TotalSeconds)
                .SetProperty(row => row.PassiveSeconds, row => row.PassiveSeconds + report.Passive.TotalSeconds)
                .SetProperty(row => row.FailureCode, report.Failure == null ? null : report.Failure.Code.Value)
                .SetProperty(row => row.FailureMessage, report.Failure == null ? null : report.Failure.Message)
                .SetProperty(row => row.FailureRemedy, report.Failure == null ? null : report.Failure.Remedy),
            cancellationToken);
    }

    private static PassState StateOf(PassStatus status) => status switch
    {
        PassStatus.Completed => PassState.Completed,
        PassStatus.CompletedWithErrors => PassState.CompletedWithErrors,
        PassStatus.Failed => PassState.Failed,
        PassStatus.Stopped => PassState.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static ItemError RowOf(Lease lease, ItemNote note) => new()
    {
        PassId = lease.PassId,
        Folder = note.Folder,
        Uid = note.Uid,
        Outcome = note.Outcome,
        Code = note.Code?.Value,
        Message = note.Message,
        Remedy = note.Remedy,
        Bytes = note.Bytes,
        Received = note.Received,
        Repair = note.Repair,
    };
}
