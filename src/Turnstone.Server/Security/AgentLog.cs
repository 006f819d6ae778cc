using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>Writes what an agent did to their own account into the action log of each of their workgroups: the account is at home in all of them.</summary>
internal sealed class AgentLog(PlaneDatabase plane)
{
    /// <summary>Writes a line for each.</summary>
    public async Task NoteAsync(Agent agent, string action, CancellationToken cancellationToken)
    {
        foreach (var workgroup in await WorkgroupsAsync(agent, cancellationToken))
        {
            await using var rows = plane.Open(new PlaneScope.Of(workgroup, agent.Id));
            rows.Note(agent, action);
            await rows.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<List<Guid>> WorkgroupsAsync(Agent agent, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await rows.Memberships.Where(row => row.AgentId == agent.Id).Select(row => row.WorkgroupId).ToListAsync(cancellationToken);
    }
}
