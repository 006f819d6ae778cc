using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Agents;

/// <summary>The agents of a workgroup. It always keeps an Administrator, and only an Administrator makes one or unmakes one.</summary>
internal sealed class AgentService(Workspace workspace, TimeProvider time)
{
    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<AgentInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = await (
            from membership in rows.Memberships
            join agent in rows.Agents on membership.AgentId equals agent.Id
            select new { agent, membership }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. found.Select(row => InfoOf(row.agent, row.membership)).OrderBy(info => SearchText.Of(info.Name), StringComparer.Ordinal).ThenBy(info => info.Id)];
    }

    /// <summary>Gives one another role.</summary>
    /// <exception cref="Refusal">There is none, the caller may not, or no Administrator would remain.</exception>
    public async Task<AgentInfo> ChangeRoleAsync(Guid id, AgentRole role, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var (agent, membership) = await FindAsync(rows, id, cancellationToken);
        var (old, wanted) = (membership.Role, (Role)role);
        if (old == wanted)
        {
            return InfoOf(agent, membership);
        }

        await CheckAsync(rows, membership, wanted, cancellationToken);
        membership.Role = wanted;
        rows.Note(agent, "changed", $"Role: {old} → {wanted}");
        await rows.SaveChangesAsync(cancellationToken);
        return InfoOf(agent, membership);
    }

    /// <summary>Takes one out of the workgroup, and back the tokens they made in it. Their account and what they did stay.</summary>
    /// <exception cref="Refusal">There is none, the caller may not, or no Administrator would remain.</exception>
    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var (agent, membership) = await FindAsync(rows, id, cancellationToken);
        await CheckAsync(rows, membership, becomes: null, cancellationToken);
        foreach (var token in await rows.AccessTokens.Where(row => row.AgentId == id && row.Revoked == null).ToListAsync(cancellationToken))
        {
            token.Revoked = time.GetUtcNow();
        }

        rows.Remove(membership);
        rows.Note(agent, "removed");
        await rows.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whether the caller may, and somebody remains who may do everything.</summary>
    private async Task CheckAsync(PlaneContext rows, Membership membership, Role? becomes, CancellationToken cancellationToken)
    {
        if (workspace.Caller.Role < Role.Administrator && (membership.Role == Role.Administrator || becomes == Role.Administrator))
        {
            throw Refusal.Forbidden(RefusalCodes.AdministratorsOnly, "Only an Administrator makes somebody an Administrator, or changes one.");
        }

        // Read before it is seen who remains: two who unmake each other at the same time would both see one, and the second finds another version when it saves.
        (await rows.Workgroups.SingleAsync(row => row.Id == workspace.Caller.WorkgroupId, cancellationToken)).AgentsVersion++;
        if (membership.Role == Role.Administrator && !await rows.Memberships.AnyAsync(row => row.Role == Role.Administrator && row.Id != membership.Id, cancellationToken))
        {
            throw Refusal.Conflict(RefusalCodes.LastAdministrator, "This is the workgroup's last Administrator: make somebody else one first.");
        }
    }

    private static async Task<(Agent Agent, Membership Membership)> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken)
    {
        var membership = await rows.Memberships.SingleOrDefaultAsync(row => row.AgentId == id, cancellationToken) ?? throw Refusal.NotFound("agent");
        return (await rows.Agents.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken), membership);
    }

    private AgentInfo InfoOf(Agent agent, Membership membership) => new()
    {
        Id = agent.Id,
        Name = agent.DisplayName,
        Email = agent.Email!,
        Role = (AgentRole)membership.Role,
        HasTwoStep = agent.TwoFactorEnabled,
        LockedUntil = agent.LockoutEnd > time.GetUtcNow() ? agent.LockoutEnd : null,
        Joined = membership.Created,
    };
}
