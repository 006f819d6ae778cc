using Microsoft.Extensions.Logging;
using Turnstone.Cli.Progress;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;

namespace Turnstone.Cli.Migration;

/// <summary>Runs one pass over one mailbox. Throws only what nobody foresaw.</summary>
internal delegate Task<MailboxResult> RunMailbox(MailboxPair pair, IProgress<PassProgress> progress, CancellationToken cancellationToken);

/// <summary>Runs the passes of many mailboxes, some at once; each fails alone.</summary>
internal sealed partial class MigrationRunner(MigrateSettings settings, RunMailbox runMailbox, TimeProvider time, ILogger<MigrationRunner> logger)
{
    /// <summary>
    /// After a stop, how long passes may take to record what is in flight. The promise to the operator is five seconds for everything;
    /// the journal is durable at each call, so a pass that is late loses nothing but its counts.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>One result a pair, in their order, whatever happens. Never throws for what a mailbox does.</summary>
    public async Task<RunReport> RunAsync(ProgressBoard board, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        using var places = new SemaphoreSlim(settings.Parallel);
        var runs = settings.Mailboxes.Select((pair, index) => RunInTurnAsync(pair, board[index], places, cancellationToken)).ToList();
        await EndOrGraceAsync(Task.WhenAll(runs), cancellationToken);

        var results = new MailboxResult[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            // A pass that outlived the grace time is left behind with the process.
            results[i] = runs[i].IsCompletedSuccessfully ? await runs[i] : new MailboxResult(Stopped(settings.Mailboxes[i], board[i].Started));
        }

        return new RunReport
        {
            Version = ProductVersion.Text,
            Started = started,
            Finished = time.GetUtcNow(),
            Mailboxes = results,
            Estimate = settings.Pass.DryRun
                ? Estimate.Of(results.Select(result => result.Report.Totals), settings.Parallel, settings.MaxBytesPerSecond)
                : null,
        };
    }

    private async Task EndOrGraceAsync(Task all, CancellationToken cancellationToken)
    {
        try
        {
            await all.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(all, Task.Delay(Grace, time, CancellationToken.None));
        }
    }

    private async Task<MailboxResult> RunInTurnAsync(MailboxPair pair, MailboxProgress progress, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        var result = await WaitForPlaceAsync(places, cancellationToken)
            ? await RunAloneAsync(pair, progress, places, cancellationToken)
            : new MailboxResult(Stopped(pair, started: null));
        progress.Finish(result.Report);
        return result;
    }

    private static async Task<bool> WaitForPlaceAsync(SemaphoreSlim places, CancellationToken cancellationToken)
    {
        try
        {
            await places.WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<MailboxResult> RunAloneAsync(MailboxPair pair, MailboxProgress progress, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        progress.Start();
        var started = time.GetUtcNow();
        try
        {
            return await runMailbox(pair, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new MailboxResult(Stopped(pair, started));
        }
        catch (SessionException e)
        {
            return new MailboxResult(Ended(pair, PassStatus.Failed, Grade.Poor, started, e.Failure));
        }
#pragma warning disable CA1031 // The door of the pass: whatever nobody foresaw ends one mailbox, not the project.
        catch (Exception e)
#pragma warning restore CA1031
        {
            MailboxBroke(e);
            return new MailboxResult(Ended(pair, PassStatus.Failed, Grade.Poor, started, Unforeseen(e)));
        }
        finally
        {
            places.Release();
        }
    }

    private static Failure Unforeseen(Exception e) => new()
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.LocalInternal,
        Message = $"Turnstone met something it did not foresee ({e.GetType().Name}).",
        Remedy = $"Run it again with {LogVariable.Name}=debug set; the details are then in turnstone.log in the state folder. Nothing is copied twice.",
    };

    private MailboxReport Stopped(MailboxPair pair, DateTimeOffset? started) =>
        Ended(pair, PassStatus.Stopped, Grade.Investigate, started ?? time.GetUtcNow(), failure: null);

    private MailboxReport Ended(MailboxPair pair, PassStatus status, Grade grade, DateTimeOffset started, Failure? failure) => new()
    {
        Source = pair.Source,
        Destination = pair.Destination,
        Pass = settings.Pass.Kind,
        Status = status,
        Grade = grade,
        Started = started,
        Finished = time.GetUtcNow(),
        Failure = failure,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A mailbox ended by something unforeseen")]
    private partial void MailboxBroke(Exception exception);
}
