using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>Turns what a session or token says into a caller, by what holds now: a role that was taken back counts from the next request on.</summary>
internal sealed class CallerFinder(PlaneDatabase plane)
{
    /// <summary>Claims beside Identity's own.</summary>
    public const string WorkgroupClaim = "workgroup";
    public const string ScopeClaim = "scope";

    /// <summary>Null where nobody is signed in, or the agent belongs to that workgroup no longer.</summary>
    public async Task<Caller?> FindAsync(ClaimsPrincipal user)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var agent) || !Guid.TryParse(user.FindFirstValue(WorkgroupClaim), out var workgroup))
        {
            return null;
        }

        await using var rows = plane.Open(new PlaneScope.Of(workgroup));
        var membership = await rows.Memberships.AsNoTracking().SingleOrDefaultAsync(row => row.AgentId == agent);
        return membership is null ? null : new Caller { AgentId = agent, WorkgroupId = workgroup, Role = membership.Role, Scope = ScopeOf(user) };
    }

    private static TokenScope ScopeOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ScopeClaim) is { } scope ? Enum.Parse<TokenScope>(scope) : TokenScope.Full;
}
