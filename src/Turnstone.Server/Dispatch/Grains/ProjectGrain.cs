namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Has whoever asks wait for each other, and asks the rows once for all of them.</summary>
[InRegion]
internal sealed class ProjectGrain(ProjectQueues queues, TimeProvider time) : Grain, IProjectGrain
{
    // Processes look each second, each at a moment of its own.
    private static readonly TimeSpan Lately = TimeSpan.FromMilliseconds(500);

    private long? _dry;

    public async Task PumpAsync(Guid projectId, int most, bool isNews, CancellationToken cancellationToken)
    {
        if (!isNews && _dry is { } dry && time.GetElapsedTime(dry) < Lately)
        {
            return;
        }

        var asked = time.GetTimestamp();
        var found = await queues.PumpAsync(new WaitingProject(projectId, GrainAddress.RegionOf(this.GetPrimaryKeyString())), most, cancellationToken);
        _dry = found < most ? asked : null;
    }
}
