using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Sessions;

/// <summary>Signing in and out.</summary>
internal sealed class SessionService(UserManager<Agent> accounts, SignInChecks checks, SessionCookie cookie, PlaneDatabase plane)
{
    /// <summary>Signs somebody in: the answer sets the session's cookie.</summary>
    /// <exception cref="Refusal">They are not signed in. Which of address and password is wrong is not told.</exception>
    public async Task<SessionInfo> SignInAsync(SignInDraft draft, CancellationToken cancellationToken)
    {
        var agent = await accounts.FindByEmailAsync(draft.Email.Trim());
        if (agent is null)
        {
            // As slow as a wrong password, so that addresses cannot be told by the time it takes.
            accounts.PasswordHasher.HashPassword(Nobody, draft.Password);
            throw SignInChecks.Wrong();
        }

        await checks.CheckAsync(agent, draft.Password, draft.Code, cancellationToken);
        var session = await FindAsync(agent.Id, draft.WorkgroupId, tookTwoSteps: false, cancellationToken)
            ?? throw Refusal.SignIn(RefusalCodes.NoWorkgroup, "You belong to no such workgroup: ask an Administrator to invite you.");
        await cookie.IssueAsync(agent, session.WorkgroupId);
        return session;
    }

    /// <summary>Lets the caller's session go on in another of their workgroups.</summary>
    /// <exception cref="Refusal">They do not belong to it, or came by a token, which is for one workgroup.</exception>
    public async Task<SessionInfo> SwitchAsync(Caller caller, bool isSession, Guid workgroupId, CancellationToken cancellationToken)
    {
        var session = await FindAsync(caller.AgentId, workgroupId, caller.TookTwoSteps, cancellationToken) ?? throw Refusal.NotFound("workgroup");
        if (!isSession)
        {
            throw Refusal.Conflict(RefusalCodes.SessionNeeded, "A token is for one workgroup: make another one there.");
        }

        await cookie.ContinueAsync((await accounts.FindByIdAsync(caller.AgentId.ToString()))!, workgroupId);
        return session;
    }

    /// <summary>Ends the session of whoever asks.</summary>
    public Task SignOutAsync() => cookie.EndAsync();

    /// <summary>Who somebody is in a workgroup, or in the one they have belonged to longest; null where they belong to none.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="workgroupId">The workgroup; null for the one they have belonged to longest.</param>
    /// <param name="tookTwoSteps">Whether they took two steps at a provider.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SessionInfo?> FindAsync(Guid agentId, Guid? workgroupId, bool tookTwoSteps, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        var found = await (
            from membership in rows.Memberships
            where membership.AgentId == agentId && (workgroupId == null || membership.WorkgroupId == workgroupId)
            join agent in rows.Agents on membership.AgentId equals agent.Id
            join workgroup in rows.Workgroups on membership.WorkgroupId equals workgroup.Id
            orderby membership.Created, membership.Id
            select new { agent, workgroup, membership.Role }).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new SessionInfo
        {
            AgentId = found.agent.Id,
            Name = found.agent.DisplayName,
            Email = found.agent.Email!,
            WorkgroupId = found.workgroup.Id,
            Workgroup = found.workgroup.Name,
            Role = (AgentRole)found.Role,
            NeedsTwoStep = found.workgroup.RequiresTwoStep && !found.agent.TwoFactorEnabled && !tookTwoSteps,
        };
    }

    private static Agent Nobody { get; } = new() { DisplayName = "", Created = default };
}
