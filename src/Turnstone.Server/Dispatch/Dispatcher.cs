using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Operations.Telemetry;

namespace Turnstone.Server.Dispatch;

/// <summary>
/// Looks each second, and when the bell rings, for passes to take on, and has them run. Everything it goes by is in the rows, so a server that
/// was killed carries on by itself, and several on one database share the work.
/// </summary>
internal sealed partial class Dispatcher(
    WaitingPasses waiting, IProjectQueues queues, IPassJobs jobs, LocalPasses local, RunningPasses running, Bell bell, ServerSettings settings, ServerTelemetry telemetry, TimeProvider time,
    ILogger<Dispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Regions of which it was said that nobody runs their projects.
    private readonly HashSet<string> _unserved = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var isNews = true; ; isNews = await bell.WaitAsync(Look, time, stoppingToken))
            {
                await LookAsync(isNews, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await local.DrainAsync();
        }
    }

    /// <summary>One look: has run what can be run.</summary>
    internal async Task LookAsync(bool isNews, CancellationToken cancellationToken)
    {
        try
        {
            await waiting.QueueDueAsync(cancellationToken);
            await waiting.EndAbandonedStopsAsync(cancellationToken);
            var projects = await waiting.ListProjectsAsync(cancellationToken);
            if (settings.MostPasses - running.Count is > 0 and var room)
            {
                await Task.WhenAll(projects.Where(project => IsServed(project.Region)).Select(project => PumpAsync(project, room, isNews, cancellationToken)));
            }

            if (telemetry.Queue.Enabled)
            {
                telemetry.Waiting(await waiting.CountQueuedAsync(cancellationToken));
            }
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            LookFailed(e.GetType().Name);
        }
    }

    private async Task PumpAsync(WaitingProject project, int room, bool isNews, CancellationToken cancellationToken)
    {
        try
        {
            await queues.PumpAsync(project, room, isNews, cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            // The next look asks again; the other projects do not wait for it.
            LookFailed(e.GetType().Name);
        }
    }

    private bool IsServed(string region)
    {
        if (jobs.Serves(region))
        {
            _unserved.Remove(region);
            return true;
        }

        if (_unserved.Add(region))
        {
            RegionUnserved(region);
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Passes of region {Region} wait: no process of its region is running")]
    private partial void RegionUnserved(string region);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer when passes were looked for ({Kind})")]
    private partial void LookFailed(string kind);
}
