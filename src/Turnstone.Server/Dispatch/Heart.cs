using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Dispatch;

/// <summary>Shows each second that this process lives and how far its passes are, and hears what was asked of them.</summary>
internal sealed partial class Heart(RunningPasses running, PassLeases leases, TimeProvider time, ILogger<Heart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LeaseTerms.Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await BeatAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server leaves; its passes have been given back by then.
        }
    }

    /// <summary>One beat. Where the database does not answer, leases are not renewed and gates shut by themselves.</summary>
    internal async Task BeatAsync(CancellationToken cancellationToken)
    {
        var passes = running.List();
        if (passes.Count == 0)
        {
            return;
        }

        var asked = time.GetTimestamp();
        try
        {
            var answers = await leases.BeatAsync([.. passes.Select(pass => (pass.Lease, pass.Progress))], cancellationToken);
            for (var i = 0; i < passes.Count; i++)
            {
                passes[i].Hear(answers[i], asked);
            }
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            BeatMissed(e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not take this process's sign of life ({Kind}); passes stop sending until it does")]
    private partial void BeatMissed(string kind);
}
