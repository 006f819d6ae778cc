using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Backups;

/// <summary>Passes of a back-up that were not over.</summary>
internal static class OpenPasses
{
    /// <summary>Stops those that had not begun; those under way are asked to, and the first server that looks ends them, since nobody has them. How many.</summary>
    public static async Task<int> StopAsync(PlaneDatabase plane, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = plane.Open(new PlaneScope.House());
        var waiting = await rows.Passes.Where(row => row.State == PassState.Submitted || row.State == PassState.Queued || row.State == PassState.WaitingForUser)
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.State, PassState.Stopped)
                    .SetProperty(row => row.WantsStop, true)
                    .SetProperty(row => row.IsOver, true)
                    .SetProperty(row => row.Finished, now),
                cancellationToken);
        var underWay = await rows.Passes.Where(row => row.State == PassState.Migrating || row.State == PassState.Stopping)
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(row => row.State, PassState.Stopping)
                    .SetProperty(row => row.WantsStop, true)
                    .SetProperty(row => row.Owner, (string?)null)
                    .SetProperty(row => row.Beat, (DateTimeOffset?)null),
                cancellationToken);
        return waiting + underWay;
    }
}
