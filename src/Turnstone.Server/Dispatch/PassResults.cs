using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Licences;
using Turnstone.Server.Notices;
using Turnstone.Server.Operations.Telemetry;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

/// <summary>Writes what passes came to.</summary>
internal sealed class PassResults(PlaneDatabase plane, PassLeases leases, PassNotices notices, ServerTelemetry telemetry, TimeProvider time)
{
    /// <summary>Items beyond these are in the counts, and not in the list: a pass is failed long before.</summary>
    private const int MostErrors = 100_000;

    private const int Part = 1000;

    /// <summary>
    /// Ends a pass with what it came to; false where it is another's by now, and nothing more was written. Its list of items comes before its end, in
    /// parts: nobody else could write while a long one is read from the journal. A list that was left half written is begun anew. So do its folders, which
    /// take the place of those of the mailbox's pass before.
    /// </summary>
    public async Task<bool> WriteAsync(Lease lease, MailboxReport report, IAsyncEnumerable<ItemNote> notes, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(lease.WorkgroupId));
        rows.ChangeTracker.AutoDetectChangesEnabled = false;
        var errorBytes = 0L;
        var failed = new Dictionary<string, long>();
        if (!await WhileMineAsync(rows, lease, () => rows.ItemErrors.Where(row => row.PassId == lease.PassId).ExecuteDeleteAsync(cancellationToken), cancellationToken))
        {
            return false;
        }

        await foreach (var part in notes.Where(Matters).Take(MostErrors).Chunk(Part).WithCancellation(cancellationToken))
        {
            rows.AddRange(part.Select(note => RowOf(lease, note)));
            errorBytes += part.Where(note => note.Outcome == ItemOutcome.Failed).Sum(note => note.Bytes);
            foreach (var note in part.Where(note => note.Outcome == ItemOutcome.Failed))
            {
                failed[note.Code?.Value ?? FailureCodes.LocalInternal.Value] = failed.GetValueOrDefault(note.Code?.Value ?? FailureCodes.LocalInternal.Value) + 1;
            }

            if (!await WhileMineAsync(rows, lease, () => rows.SaveChangesAsync(cancellationToken), cancellationToken))
            {
                return false;
            }

            rows.ChangeTracker.Clear();
        }

        return await WriteFoldersAsync(rows, lease, report.Folders, cancellationToken)
            && await EndAsync(rows, lease, () => EndAsync(rows, lease, report, errorBytes, cancellationToken), () => telemetry.Finished(report, failed), cancellationToken);
    }

    /// <summary>Ends a pass that never came to move anything.</summary>
    public async Task<bool> WriteAsync(Lease lease, Failure failure, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(lease.WorkgroupId));
        return await EndAsync(rows, lease, () => leases.Mine(rows, lease).ExecuteUpdateAsync(
            change => change
                .SetProperty(row => row.State, PassState.Failed)
                .SetProperty(row => row.IsOver, true)
                .SetProperty(row => row.Finished, time.GetUtcNow())
                .SetProperty(row => row.Grade, Grade.Poor)
                .SetProperty(row => row.FailureCode, failure.Code.Value)
                .SetProperty(row => row.FailureMessage, failure.Message)
                .SetProperty(row => row.FailureRemedy, failure.Remedy),
            cancellationToken), () => telemetry.Ended(PassStatus.Failed, failure), cancellationToken);
    }

    /// <summary>Ends a pass that was stopped before it began to move anything.</summary>
    public async Task<bool> WriteStoppedAsync(Lease lease, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(lease.WorkgroupId));
        return await EndAsync(rows, lease, () => leases.Mine(rows, lease).ExecuteUpdateAsync(
            change => change
                .SetProperty(row => row.State, PassState.Stopped)
                .SetProperty(row => row.IsOver, true)
                .SetProperty(row => row.Finished, time.GetUtcNow()),
            cancellationToken), () => telemetry.Ended(PassStatus.Stopped, null), cancellationToken);
    }

    /// <summary>Writes the folders of a pass that listed some, in one transaction; false where it is another's by now.</summary>
    private Task<bool> WriteFoldersAsync(PlaneContext rows, Lease lease, IReadOnlyList<FolderReport> folders, CancellationToken cancellationToken) =>
        folders.Count == 0 ? Task.FromResult(true) : WhileMineAsync(
            rows,
            lease,
            async () =>
            {
                var passes = rows.Passes.Where(pass => pass.MailboxId == lease.MailboxId);
                await rows.PassFolders.Where(row => passes.Any(pass => pass.Id == row.PassId)).ExecuteDeleteAsync(cancellationToken);
                await rows.InsertManyAsync([.. folders.Select((folder, at) => PassFolder.Of(lease.PassId, at, folder))], cancellationToken);
            },
            cancellationToken);

    // What rules left behind is in the counts: a pre-stage leaves most of a mailbox.
    private static bool Matters(ItemNote note) => note.Outcome != ItemOutcome.Skipped;

    /// <summary>Does something to the rows in one transaction with the proof that the pass is this process's; false where it is not.</summary>
    private async Task<bool> WhileMineAsync(PlaneContext rows, Lease lease, Func<Task> write, CancellationToken cancellationToken)
    {
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);

        // A change, though of nothing: whoever takes the pass over waits until the transaction is over.
        if (await leases.Mine(rows, lease).ExecuteUpdateAsync(change => change.SetProperty(row => row.Epoch, lease.Epoch), cancellationToken) == 0)
        {
            return false;
        }

        await write();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends the pass, settles its licence and notes whom it is to be told in one transaction, then has it <paramref name="told"/>; false where the pass is not this process's, and nothing was written.</summary>
    private async Task<bool> EndAsync(PlaneContext rows, Lease lease, Func<Task<int>> end, Action told, CancellationToken cancellationToken)
    {
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        if (await end() == 0)
        {
            return false;
        }

        var pass = rows.Passes.Where(row => row.Id == lease.PassId);
        if (await LicenceSettlement.SettleAsync(rows, pass, time.GetUtcNow(), cancellationToken) > 0)
        {
            var licence = await rows.Licences.AsNoTracking().SingleAsync(row => pass.Any(used => used.LicenceId == row.Id), cancellationToken);
            rows.Add(new ActionEntry { At = time.GetUtcNow(), Kind = nameof(Storage.Licences.Licence), SubjectId = licence.Id, Subject = licence.Address, Action = "used", Details = $"Pass: {lease.PassId}" });
            await rows.SaveChangesAsync(cancellationToken);
        }

        await notices.NoteAsync(rows, lease.PassId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        told();
        return true;
    }

    private async Task<int> EndAsync(PlaneContext rows, Lease lease, MailboxReport report, long errorBytes, CancellationToken cancellationToken)
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
                .SetProperty(row => row.ErrorBytes, errorBytes)
                .SetProperty(row => row.HasDelivered, row => row.HasDelivered || report.Totals.Copied > 0)
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
