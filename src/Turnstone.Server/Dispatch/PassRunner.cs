using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

/// <summary>Runs a pass that this process has taken on, and writes what it came to. The engine below knows nothing of leases.</summary>
internal sealed partial class PassRunner(
    PlaneDatabase plane, IMailboxOpener mailboxes, PassLeases leases, PassResults results, TimeProvider time, ILoggerFactory logs)
{
    // The promise is that a stop takes effect within five seconds. The journal is durable at each call: a pass that is late loses nothing but its counts.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly ILogger _logger = logs.CreateLogger<PassRunner>();

    /// <summary>
    /// Runs it to its end; where it is to end early, no longer than the grace time, after which it is left behind and can do nothing more. Throws
    /// only where its end cannot be written.
    /// </summary>
    public async Task RunAsync(RunningPass running)
    {
        var toEnd = RunToEndAsync(running);
        await EndOrGraceAsync(toEnd, running.End);
        if (toEnd.IsCompleted)
        {
            await toEnd;
        }
        else
        {
            PassLeftBehind(running.Lease.PassId);
            running.Lose();
            await EndUnmovedAsync(running);
        }
    }

    private async Task EndOrGraceAsync(Task all, CancellationToken end)
    {
        try
        {
            await all.WaitAsync(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            await Task.WhenAny(all, Task.Delay(Grace, time, CancellationToken.None));
        }
    }

    private async Task RunToEndAsync(RunningPass running)
    {
        try
        {
            await MoveAsync(running);
        }
        catch (SessionException e)
        {
            await EndAsync(running, e.Failure);
        }
        catch (OperationCanceledException) when (running.End.IsCancellationRequested)
        {
            await EndUnmovedAsync(running);
        }
#pragma warning disable CA1031 // The door of the pass: it is recorded and the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            PassBroke(running.Lease.PassId, e);
            await EndAsync(running, Unforeseen(e));
        }
    }

    private async Task MoveAsync(RunningPass running)
    {
        var waits = new Waits(time);
        await using var open = await mailboxes.OpenAsync(running.Lease, await ReadAsync(running), waits, running.End);
        var pass = new Pass(
            new GatedSource(open.Source, running.Gate), new GatedDestination(open.Destination, running.Gate), open.Journal, open.Setup, time, logs.CreateLogger<Pass>(), running, waits);
        var report = await pass.RunAsync(running.End);
        if (running.IsLost)
        {
            PassLost(running.Lease.PassId);
        }
        else if (IsOfTheLease(report.Failure))
        {
            await leases.GiveBackAsync(running.Lease, running.Return(), CancellationToken.None);
        }
        else if (report.Status == PassStatus.Stopped && !running.IsStopped)
        {
            // It ended for this process's sake alone: the server leaves.
            await leases.GiveBackAsync(running.Lease, CancellationToken.None);
        }
        else if (!await results.WriteAsync(running.Lease, report, open.Journal.ListNotesAsync(CancellationToken.None), CancellationToken.None))
        {
            PassLost(running.Lease.PassId);
        }
    }

    /// <summary>Whether it says nothing of the mailbox: it is or may be another process's, or where it is written down is not to be reached.</summary>
    private static bool IsOfTheLease(Failure? failure) => failure is { } known
        && (known.Code == FailureCodes.LocalMailboxBusy || known.Code == FailureCodes.LocalMailboxTaken || known.Code == FailureCodes.LocalJournalUnreachable);

    private async Task<MailboxPass> ReadAsync(RunningPass running)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await leases.Mine(rows, running.Lease).AsNoTracking().SingleOrDefaultAsync(running.End) ?? throw new OperationCanceledException(running.End);
    }

    private async Task EndAsync(RunningPass running, Failure failure)
    {
        if (running.IsLost)
        {
            PassLost(running.Lease.PassId);
        }
        else if (IsOfTheLease(failure))
        {
            await leases.GiveBackAsync(running.Lease, running.Return(), CancellationToken.None);
        }
        else
        {
            await results.WriteAsync(running.Lease, failure, CancellationToken.None);
        }
    }

    // Both write only what is still this process's.
    private Task EndUnmovedAsync(RunningPass running) => running.IsStopped
        ? results.WriteStoppedAsync(running.Lease, CancellationToken.None)
        : leases.GiveBackAsync(running.Lease, CancellationToken.None);

    private static Failure Unforeseen(Exception e) => new()
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.LocalInternal,
        Message = $"Turnstone met something it did not foresee ({e.GetType().Name}).",
        Remedy = "The server's log says more. Start the pass again; nothing is copied twice.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Pass {Pass} ended by something unforeseen")]
    private partial void PassBroke(Guid pass, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pass {Pass} did not end when it was asked to and is left behind; it can send and write nothing more")]
    private partial void PassLeftBehind(Guid pass);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pass {Pass} is another process's by now; this one wrote nothing of it")]
    private partial void PassLost(Guid pass);
}
