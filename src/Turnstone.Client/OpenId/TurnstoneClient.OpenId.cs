using Turnstone.Client.OpenId;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Says how people can sign in.</summary>
    public Task<SignInMethods> ListSignInMethodsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<SignInMethods>(HttpMethod.Get, "session/methods", null, cancellationToken);

    /// <summary>Ends the session, and says where a browser ends the provider's.</summary>
    public Task<OpenIdSignOut> SignOutOfOpenIdAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<OpenIdSignOut>(HttpMethod.Post, "session/openid/sign-out", null, cancellationToken);

    /// <summary>Gives the provider's address, to which a browser goes to accept an invitation there.</summary>
    public Task<OpenIdAddress> AcceptInvitationWithOpenIdAsync(OpenIdAcceptDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<OpenIdAddress>(HttpMethod.Post, "invitations/accept/openid", draft, cancellationToken);

    /// <summary>Says whether the caller's account is linked with one at the provider.</summary>
    public Task<OpenIdState> GetOpenIdAsync(CancellationToken cancellationToken = default) => ReadAsync<OpenIdState>(HttpMethod.Get, "agent/openid", null, cancellationToken);

    /// <summary>Gives the provider's address, to which a browser with this session goes to link the account.</summary>
    public Task<OpenIdAddress> LinkOpenIdAsync(OpenIdLinkDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<OpenIdAddress>(HttpMethod.Post, "agent/openid", draft, cancellationToken);

    /// <summary>Takes the link away.</summary>
    public Task UnlinkOpenIdAsync(CancellationToken cancellationToken = default) => DoAsync(HttpMethod.Delete, "agent/openid", null, cancellationToken);
}
