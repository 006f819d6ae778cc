using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Dispatch;

/// <summary>Goes by the rows each time.</summary>
internal sealed partial class ProjectQueues(WaitingPasses waiting, IPassJobs jobs, TimeProvider time, ILogger<ProjectQueues> logger) : IProjectQueues
{
    // A process that is gone, but not yet known to be, lets whoever asks it wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task PumpAsync(WaitingProject project, int most, bool isNews, CancellationToken cancellationToken) => PumpAsync(project, most, cancellationToken);

    /// <summary>The same; says how many passes there were to take on, at most as many as were asked for.</summary>
    public async Task<int> PumpAsync(WaitingProject project, int most, CancellationToken cancellationToken)
    {
        var passes = await waiting.FindAsync(project, most, cancellationToken);
        await Task.WhenAll(passes.Select(pass => EnsureRunningAsync(pass, cancellationToken)));
        return passes.Count;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pass {Pass} could not be started yet ({Kind})")]
    private partial void PassNotReached(Guid pass, string kind);
}
