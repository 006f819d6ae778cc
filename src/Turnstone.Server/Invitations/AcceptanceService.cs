using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.OpenId;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;
using Turnstone.Server.Workgroups;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Invitations;

/// <summary>What whoever has an invitation's link can do: look at it, and accept it once. They are nobody here yet, so the code is what lets them in.</summary>
internal sealed partial class AcceptanceService(
    PlaneDatabase plane, UserManager<Agent> accounts, NewAgents newAgents, SignInChecks checks, SessionCookie cookie, SessionService sessions,
    WorkgroupLimit limit, OpenIdChecks openId, OpenIdLinks openIdLinks, TimeProvider time)
{
    /// <summary>What the link says.</summary>
    /// <exception cref="Refusal">It holds no longer or never did.</exception>
    public async Task<InvitationView> LookAsync(string code, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        var invitation = await FindAsync(rows, code, cancellationToken);
        return new InvitationView
        {
            Workgroup = (await rows.Workgroups.SingleAsync(row => row.Id == invitation.WorkgroupId, cancellationToken)).Name,
            InvitedBy = (await rows.Agents.SingleAsync(row => row.Id == invitation.InvitedById, cancellationToken)).DisplayName,
            Address = invitation.Address,
            Role = (AgentRole)invitation.Role,
            Expires = invitation.Expires,
            HasAccount = await accounts.FindByEmailAsync(invitation.Address) is not null,
        };
    }

    /// <summary>Joins the workgroup, with the address's account or with a new one, and signs in.</summary>
    /// <exception cref="Refusal">
    /// The link holds no longer, the account's password or second step is wrong, the new password is too weak, or the agent is in too many workgroups.
    /// </exception>
    public async Task<SessionInfo> AcceptAsync(AcceptDraft draft, CancellationToken cancellationToken)
    {
        await using var all = plane.Open(new PlaneScope.House());
        var invitation = await FindAsync(all, draft.Code, cancellationToken);
        var known = await accounts.FindByEmailAsync(invitation.Address);
        var agent = known is null ? await NewAsync(invitation, draft) : await KnownAsync(known, draft, cancellationToken);
        await using var rows = plane.Open(new PlaneScope.Of(invitation.WorkgroupId, agent.Id));
        await SaveAsync(rows, invitation.Id, agent, isNew: known is null, login: null, cancellationToken);
        await cookie.IssueAsync(agent, invitation.WorkgroupId);
        return (await sessions.FindAsync(agent.Id, invitation.WorkgroupId, tookTwoSteps: false, cancellationToken))!;
    }

    private async Task<Agent> NewAsync(Invitation invitation, AcceptDraft draft) =>
        string.IsNullOrWhiteSpace(draft.Name)
            ? throw Refusal.Wrong(RefusalCodes.InvitationName, "Say what you are called.", "name")
            : await newAgents.CreateAsync(draft.Name, invitation.Address, draft.Password);

    private async Task<Agent> KnownAsync(Agent agent, AcceptDraft draft, CancellationToken cancellationToken)
    {
        await checks.CheckAsync(agent, draft.Password, draft.SecondStep, cancellationToken);
        await limit.CheckAsync(agent.Id, cancellationToken);
        return agent;
    }

    private async Task SaveAsync(PlaneContext rows, Guid id, Agent agent, bool isNew, IdentityUserLogin<Guid>? login, CancellationToken cancellationToken)
    {
        var invitation = await rows.Invitations.SingleAsync(row => row.Id == id, cancellationToken);
        invitation.Accepted = invitation.Accepted is null && invitation.Withdrawn is null ? time.GetUtcNow() : throw Spent();
        if (isNew)
        {
            rows.Add(agent);
        }

        if (login is not null)
        {
            rows.Add(login);
        }

        rows.Add(new Membership { AgentId = agent.Id, Role = invitation.Role, Created = time.GetUtcNow() });
        rows.Note(agent, "joined", $"Role: {invitation.Role}{(login is null ? "" : ", linked with OpenID Connect")}");
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.AgentBelongs, "You belong to this workgroup already, or made an account at this moment: sign in.");
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Spent();
        }
    }

    private Task<Invitation> FindAsync(PlaneContext rows, string code, CancellationToken cancellationToken) => FindByHashAsync(rows, SecretCode.HashOf(code), cancellationToken);

    private async Task<Invitation> FindByHashAsync(PlaneContext rows, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await rows.Invitations.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Hash == hash && row.Accepted == null && row.Withdrawn == null && row.Expires > now, cancellationToken) ?? throw Spent();
    }

    private static Refusal Spent() => Refusal.Wrong(RefusalCodes.InvitationCode, "This invitation holds no longer: ask for a new one.", "code");
}
