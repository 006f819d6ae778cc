using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

public sealed partial class Pass
{
    /// <summary>Brings every item to a state, adds up, and writes the end of the pass down.</summary>
    private async Task<MailboxReport> CloseAsync(PassRecord? record, DateTimeOffset started, Failure? failure, bool stopped)
    {
        try
        {
            await _same.FinishAsync();
            _displaced.Reopen(_folders);
            await AccountForRestAsync(failure, stopped);
        }
        catch (SessionException e)
        {
            failure ??= e.Failure;
        }

        if (_folders.Exists(f => !f.Totals.AddsUp))
        {
            failure ??= DoesNotAddUp();
        }

        if (failure is null)
        {
            failure = await KeepMarksAsync();
        }

        var errors = _folders.Sum(f => f.Totals.Failed) + _folders.Count(f => f.Failure is not null);
        var status = failure is not null ? PassStatus.Failed
            : stopped ? PassStatus.Stopped
            : errors > 0 ? PassStatus.CompletedWithErrors
            : PassStatus.Completed;
        if (record is not null)
        {
            try
            {
                await _context.Journal.EndPassAsync(record, status, errors, CancellationToken.None);
            }
            catch (SessionException e)
            {
                (failure, status) = (failure ?? e.Failure, PassStatus.Failed);
            }
        }

        _context.Ledger.Enter(PassPhase.Finished);
        var firsts = _folders.Where(f => f.Place is not null).GroupBy(f => f.Place!).ToDictionary(g => g.Key, g => g.First());
        return new MailboxReport
        {
            Source = _context.Setup.Source,
            Destination = _context.Setup.Destination,
            Pass = Options.Kind,
            Status = status,
            Grade = GradeOf(status),
            Started = started,
            Finished = _context.Time.GetUtcNow(),
            Moved = _moved,
            Passive = _context.Waits.Passive,
            Failure = failure,
            Folders = [.. _folders.Select(folder => ToReport(folder, folder.Place is { } place ? firsts[place] : null))],
            Repaired = _context.Ledger.Repaired,
            Verification = _verification?.Result ?? VerificationResult.None,
        };
    }

    /// <summary>
    /// What was found and has no state when the pass ends: failed with the folder or the mailbox, or left for the next pass when the
    /// operator stopped this one. Nothing is left out of the sum.
    /// </summary>
    private async Task AccountForRestAsync(Failure? failure, bool stopped)
    {
        foreach (var folder in _folders)
        {
            if (folder.Plan.Destination is null || !folder.Source.HoldsItems || Options.Kind == PassKind.Verify)
            {
                continue;
            }

            var cause = folder.Failure ?? failure;
            var (outcome, code, message) = cause is not null
                ? (ItemOutcome.Failed, cause.Code, cause.Message)
                : stopped ? (ItemOutcome.Skipped, FailureCodes.RuleStopped, "The pass was stopped before its turn; the next pass carries on here.")
                : (ItemOutcome.Failed, FailureCodes.LocalInternal, "The pass ended without coming to this item; run it again.");
            foreach (var uids in folder.Open().Chunk(1000))
            {
                await NoteUndoneAsync(folder, uids, outcome, code, message);
            }

            // A folder that broke off before all was listed holds more than was found.
            if ((cause is not null || stopped) && !folder.IsListed && folder.Source.Count is { } count && count > folder.Totals.Found)
            {
                folder.AccountUnlisted(count - folder.Totals.Found, outcome);
            }
        }
    }

    /// <summary>Keeps the marks of the folders that are done with, so that the next pass need not list them; a pass that was stopped has some, too.</summary>
    private async Task<Failure?> KeepMarksAsync()
    {
        var marks = new Dictionary<JournalFolder, FolderMark>();
        foreach (var folder in _folders)
        {
            if (!Options.DryRun && !folder.Source.SharesMessages && folder.MarkToKeep() is { } mark)
            {
                marks[folder.Journal!] = mark;
            }
        }

        try
        {
            if (marks.Count > 0)
            {
                await _context.Journal.KeepMarksAsync(marks, CancellationToken.None);
            }

            return null;
        }
        catch (SessionException e)
        {
            return e.Failure;
        }
    }

    private async Task NoteUndoneAsync(FolderWork folder, uint[] uids, ItemOutcome outcome, FailureCode code, string message)
    {
        try
        {
            await _context.Recorder.RecordAsync(folder, [.. uids.Select(u => Recorder.Undone(folder, u, outcome, code, message))]);
        }
        catch (SessionException e) when (e.Failure.Code == FailureCodes.LocalTooManyErrors)
        {
            // The pass is over; the limit has nothing left to stop.
        }
        catch (SessionException)
        {
            // The journal cannot be written: the notes are lost, the count is not.
            foreach (var uid in uids)
            {
                folder.TryAccount(uid, outcome, 0);
            }

            throw;
        }
    }

    private Grade GradeOf(PassStatus status)
    {
        if (status == PassStatus.Failed)
        {
            return Grade.Poor;
        }

        if (status == PassStatus.CompletedWithErrors || _verification?.Result.Different > 0 || _folders.Exists(f => f.Refresh?.Totals.Failed > 0))
        {
            return Grade.Investigate;
        }

        var clean = _context.Ledger.Repaired == 0 && _folders.TrueForAll(f => f.Totals.Skipped == 0) && status == PassStatus.Completed;
        return clean ? Grade.Perfect : Grade.Good;
    }

    private static FolderReport ToReport(FolderWork folder, FolderWork? first) => new()
    {
        Source = folder.Name,
        Destination = (folder.Place ?? folder.Plan.Destination)?.ToString(),
        Totals = folder.Totals,
        Refresh = folder.Refresh?.Totals,
        Renamed = (folder.Plan.Renamed, folder.RenamedAtDestination) switch
        {
            (null, var late) => late,
            (var planned, null) => planned,
            (var planned, var late) => $"{planned}; {late}",
        },
        Joins = first == folder ? null : first?.Name,
        LeftOut = folder.Plan.LeftOut,
        Failure = folder.Failure,
    };

    private static Failure DoesNotAddUp() => new()
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.LocalDoesNotAddUp,
        Message = "The numbers of this pass do not add up, so its result cannot be trusted.",
        Remedy = "Run the same pass again; nothing is copied twice. If it stays, please report it with the log.",
    };
}
