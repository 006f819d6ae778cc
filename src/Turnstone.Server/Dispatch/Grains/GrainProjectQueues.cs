using Orleans.Runtime;
using Orleans.Serialization;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Asks at a project's grain; where that is not reached, at the rows.</summary>
internal sealed class GrainProjectQueues(IGrainFactory grains, ProjectQueues queues, TimeProvider time) : IProjectQueues
{
    // Longer than a grain waits for a pass's.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async Task PumpAsync(WaitingProject project, int most, bool isNews, CancellationToken cancellationToken)
    {
        try
        {
            var grain = grains.GetGrain<IProjectGrain>(GrainAddress.Of(project.Region, project.ProjectId));
            await grain.PumpAsync(project.ProjectId, most, isNews, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or UnavailableExceptionFallbackException)
        {
            await queues.PumpAsync(project, most, isNews, cancellationToken);
        }
    }
}
