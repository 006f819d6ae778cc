using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Invitations;
using Turnstone.Server.Refusals;
using Turnstone.Server.Sessions;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.OpenId;

/// <summary>Does what somebody went to the provider for, now that it has said who they are.</summary>
internal sealed class OpenIdArrival(
    UserManager<Agent> accounts, OpenIdChecks checks, OpenIdLinks links, AcceptanceService invitations, SessionService sessions, SessionCookie cookie)
{
    /// <exception cref="Refusal">It is not done.</exception>
    public Task ArriveAsync(OpenIdErrand errand, OpenIdIdentity identity, CancellationToken cancellationToken) => errand switch
    {
        OpenIdErrand.SignIn => SignInAsync(identity, cancellationToken),
        OpenIdErrand.Link link => links.LinkAsync(link, identity, cancellationToken),
        OpenIdErrand.Accept accept => invitations.AcceptAsync(accept, identity, cancellationToken),
        _ => throw new InvalidOperationException("An errand that nobody knows."),
    };

    private async Task SignInAsync(OpenIdIdentity identity, CancellationToken cancellationToken)
    {
        var agent = await accounts.FindByLoginAsync(identity.Issuer, identity.Subject) ?? throw OpenIdRefusals.Unknown(checks.Provider.Name);
        await checks.CheckAsync(agent, identity);
        var session = await sessions.FindAsync(agent.Id, null, checks.TookTwoSteps(identity), cancellationToken)
            ?? throw Refusal.Forbidden(RefusalCodes.NoWorkgroup, "You belong to no workgroup any more: ask an Administrator to invite you.");
        await cookie.IssueAsync(agent, session.WorkgroupId, checks.TookTwoSteps(identity));
    }
}
