using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Workgroups;

/// <summary>How many workgroups an agent may belong to: 10, as at the market leader.</summary>
internal sealed class WorkgroupLimit(PlaneDatabase plane)
{
    /// <summary>The most an agent belongs to.</summary>
    public const int Most = 10;

    /// <summary>Whether there is room for one more.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public async Task CheckAsync(Guid agentId, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        if (await rows.Memberships.CountAsync(row => row.AgentId == agentId, cancellationToken) >= Most)
        {
            throw Refusal.Conflict(RefusalCodes.TooManyWorkgroups, $"You belong to {Most} workgroups, which is the most: leave one first.");
        }
    }
}
