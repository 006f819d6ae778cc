using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Dispatch;

/// <summary>
/// Looks each second, and when the bell rings, for passes to take on, and has them run. Everything it goes by is in the rows, so a server that
/// was killed carries on by itself, and several on one database share the work.
/// </summary>
internal sealed partial class Dispatcher(
    WaitingPasses waiting, IPassJobs jobs, LocalPasses local, RunningPasses running, Bell bell, ServerSettings settings, TimeProvider time, ILogger<Dispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // A process that is gone, but not yet known to be, lets whoever asks it wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await bell.WaitAsync(Look, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await local.DrainAsync();
        }
    }

    /// <summary>One look: has run what can be run.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await waiting.QueueDueAsync(cancellationToken);
            await waiting.EndAbandonedStopsAsync(cancellationToken);
            var passes = await waiting.FindAsync(Math.Max(0, settings.MostPasses - running.Count), cancellationToken);
            await Task.WhenAll(passes.Select(pass => EnsureRunningAsync(pass, cancellationToken)));
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            LookFailed(e.GetType().Name);
        }
    }

    private async Task EnsureRunningAsync(WaitingPass pass, CancellationToken cancellationToken)
    {
        try
        {
            await jobs.EnsureRunningAsync(pass, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            // The next look asks again.
            PassNotReached(pass.PassId, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer when passes were looked for ({Kind})")]
    private partial void LookFailed(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pass {Pass} could not be started yet ({Kind})")]
    private partial void PassNotReached(Guid pass, string kind);
}
