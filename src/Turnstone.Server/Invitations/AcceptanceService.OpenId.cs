using Microsoft.AspNetCore.Identity;
using Turnstone.Client.OpenId;
using Turnstone.Server.OpenId;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Invitations;

/// <content>Accepting by a provider's word. The invitation went to an address, so it takes one that the provider has seen to be theirs.</content>
internal sealed partial class AcceptanceService
{
    /// <summary>What somebody goes to the provider with.</summary>
    /// <exception cref="Refusals.Refusal">The link holds no longer, there is no provider, or the path is none of this server.</exception>
    public async Task<OpenIdErrand> PrepareAsync(OpenIdAcceptDraft draft, CancellationToken cancellationToken)
    {
        _ = openId.Provider;
        var path = LocalPath.Parse(draft.ReturnTo);
        await using var rows = plane.Open(new PlaneScope.House());
        var invitation = await FindAsync(rows, draft.Code, cancellationToken);
        return new OpenIdErrand.Accept(invitation.Hash, string.IsNullOrWhiteSpace(draft.Name) ? null : draft.Name.Trim()) { ReturnTo = path };
    }

    /// <summary>Joins the workgroup with the account that is linked, with the address's account, which is linked then, or with a new one; and signs in.</summary>
    /// <exception cref="Refusals.Refusal">
    /// The invitation holds no longer, the address is not known to be theirs, or the account does not open to them or is in too many workgroups.
    /// </exception>
    public async Task AcceptAsync(OpenIdErrand.Accept errand, OpenIdIdentity identity, CancellationToken cancellationToken)
    {
        await using var all = plane.Open(new PlaneScope.House());
        var invitation = await FindByHashAsync(all, errand.Hash, cancellationToken);
        var linked = await accounts.FindByLoginAsync(identity.Issuer, identity.Subject);
        if (!IsTheirs(identity.VerifiedAddress, invitation) && !IsTheirs(linked?.Email, invitation))
        {
            throw OpenIdRefusals.Address(invitation.Address);
        }

        var known = linked ?? await accounts.FindByEmailAsync(invitation.Address);
        if (known is not null)
        {
            await CheckAsync(known, isLinked: linked is not null, identity, cancellationToken);
        }

        var agent = known ?? newAgents.Create(errand.CalledBy ?? identity.Name ?? invitation.Address, invitation.Address);
        await using var rows = plane.Open(new PlaneScope.Of(invitation.WorkgroupId, agent.Id));
        var login = linked is null ? identity.ToLogin(agent.Id, openId.Provider.Name) : null;
        await SaveAsync(rows, invitation.Id, agent, isNew: known is null, login, cancellationToken);
        await cookie.IssueAsync(agent, invitation.WorkgroupId, openId.TookTwoSteps(identity));
    }

    private async Task CheckAsync(Agent known, bool isLinked, OpenIdIdentity identity, CancellationToken cancellationToken)
    {
        await openId.CheckAsync(known, identity);
        if (!isLinked && await openIdLinks.IsLinkedAsync(known))
        {
            throw OpenIdRefusals.Linked();
        }

        await limit.CheckAsync(known.Id, cancellationToken);
    }

    private bool IsTheirs(string? address, Invitation invitation) =>
        address is not null && accounts.NormalizeEmail(address) == accounts.NormalizeEmail(invitation.Address);
}
