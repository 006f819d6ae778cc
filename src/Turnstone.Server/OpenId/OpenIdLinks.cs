using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.OpenId;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.OpenId;

/// <summary>By which account at the provider an agent is known: by its issuer and subject, of which no other account here has the same.</summary>
internal sealed class OpenIdLinks(ServerSettings settings, UserManager<Agent> accounts, SignInChecks checks, SessionCookie cookie, AgentLog log, PlaneDatabase plane, Workspace workspace)
{
    /// <summary>How the caller stands.</summary>
    public async Task<OpenIdState> GetAsync()
    {
        var agent = await CallerAsync();
        return new OpenIdState { Provider = settings.OpenId?.Name, IsLinked = await IsLinkedAsync(agent), HasPassword = agent.PasswordHash is not null };
    }

    /// <summary>What the caller goes to the provider with. Their password shows that it is not just a session that somebody found.</summary>
    /// <exception cref="Refusal">They are linked, the password is wrong, or they came by a token.</exception>
    public async Task<OpenIdErrand> PrepareAsync(OpenIdLinkDraft draft, bool isSession, CancellationToken cancellationToken)
    {
        if (!isSession)
        {
            throw Refusal.Conflict(RefusalCodes.SessionNeeded, "An account is linked in a browser, by whoever is signed in there.");
        }

        var agent = await CallerAsync();
        if (await IsLinkedAsync(agent))
        {
            throw OpenIdRefusals.Linked();
        }

        var path = LocalPath.Parse(draft.ReturnTo);
        await checks.ProveAsync(agent, draft.Password, "password", cancellationToken);
        return new OpenIdErrand.Link(agent.Id, agent.SecurityStamp!) { ReturnTo = path };
    }

    /// <summary>Links an account.</summary>
    /// <exception cref="Refusal">Another is linked with that one, this one is linked already, or its password was changed meanwhile.</exception>
    public async Task LinkAsync(OpenIdErrand.Link link, OpenIdIdentity identity, CancellationToken cancellationToken)
    {
        var agent = await accounts.FindByIdAsync($"{link.AgentId}");
        if (agent is null || agent.SecurityStamp != link.SecurityStamp)
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Your account was changed meanwhile: link it again.");
        }

        if (await IsLinkedAsync(agent))
        {
            throw OpenIdRefusals.Linked();
        }

        await using var rows = plane.Open(new PlaneScope.House());
        rows.Add(identity.ToLogin(agent.Id, settings.OpenId!.Name));
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw OpenIdRefusals.Taken();
        }

        await log.NoteAsync(agent, "linked sign-in by OpenID Connect", cancellationToken);
    }

    /// <summary>Takes the caller's link away, and ends their sessions elsewhere.</summary>
    /// <exception cref="Refusal">There is none, or they have no password to sign in with instead.</exception>
    public async Task UnlinkAsync(CancellationToken cancellationToken)
    {
        var agent = await CallerAsync();
        var logins = await accounts.GetLoginsAsync(agent);
        if (logins.Count == 0)
        {
            throw OpenIdRefusals.NotLinked();
        }

        if (agent.PasswordHash is null)
        {
            throw OpenIdRefusals.LastWay();
        }

        foreach (var login in logins)
        {
            if (!(await accounts.RemoveLoginAsync(agent, login.LoginProvider, login.ProviderKey)).Succeeded)
            {
                throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Your account was changed meanwhile: try again.");
            }
        }

        await cookie.RenewAsync(agent, workspace.Caller.WorkgroupId);
        await log.NoteAsync(agent, "unlinked sign-in by OpenID Connect", cancellationToken);
    }

    /// <summary>Whether an account is linked.</summary>
    public async Task<bool> IsLinkedAsync(Agent agent) => (await accounts.GetLoginsAsync(agent)).Count > 0;

    private async Task<Agent> CallerAsync() => (await accounts.FindByIdAsync($"{workspace.Caller.AgentId}"))!;
}
