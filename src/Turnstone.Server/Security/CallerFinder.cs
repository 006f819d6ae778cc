using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>
/// Turns what a session or token says into a caller, by what holds now: a role that was taken back, or a session that a new password ended,
/// counts from the next request on.
/// </summary>
internal sealed class CallerFinder(PlaneDatabase plane, IOptions<IdentityOptions> identity)
{
    /// <summary>Claims beside Identity's own.</summary>
    public const string WorkgroupClaim = "workgroup";
    public const string ScopeClaim = "scope";
    public const string TwoStepsClaim = "two-steps";

    /// <summary>Null where nobody is signed in, the session was ended, or the agent belongs to that workgroup no longer.</summary>
    public async Task<Caller?> FindAsync(ClaimsPrincipal user)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var agentId) || !Guid.TryParse(user.FindFirstValue(WorkgroupClaim), out var workgroupId))
        {
            return null;
        }

        await using var rows = plane.Open(new PlaneScope.Of(workgroupId));
        var found = await (
            from membership in rows.Memberships
            where membership.AgentId == agentId
            join agent in rows.Agents on membership.AgentId equals agent.Id
            join workgroup in rows.Workgroups on membership.WorkgroupId equals workgroup.Id
            select new { membership.Role, agent.SecurityStamp, LacksTwoStep = workgroup.RequiresTwoStep && !agent.TwoFactorEnabled }).SingleOrDefaultAsync();

        // A session carries the stamp it began with; a token has none and ends by its own row.
        var isEnded = IsSession(user) && user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) != found?.SecurityStamp;
        var tookTwoSteps = TookTwoSteps(user);
        return found is null || isEnded ? null : new Caller
        {
            AgentId = agentId,
            WorkgroupId = workgroupId,
            Role = found.Role,
            Scope = ScopeOf(user),
            LacksTwoStep = found.LacksTwoStep && !tookTwoSteps,
            TookTwoSteps = tookTwoSteps,
        };
    }

    /// <summary>Whether somebody's session was begun by a provider at which they took two steps. A token's maker may have; whoever shows it did not.</summary>
    public static bool TookTwoSteps(ClaimsPrincipal user) => user.FindFirst(TwoStepsClaim) is not null;

    /// <summary>Whether somebody came by a session, not by a token.</summary>
    public static bool IsSession(ClaimsPrincipal user) => user.FindFirst(ScopeClaim) is null;

    private static TokenScope ScopeOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ScopeClaim) is { } scope ? Enum.Parse<TokenScope>(scope) : TokenScope.Full;
}
