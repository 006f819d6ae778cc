using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>What a sign-in puts to the proof.</summary>
/// <param name="Account">Whose secret it is: what a server locks after too many wrong ones. Empty where a secret has no name.</param>
/// <param name="Secret">The password, key or token.</param>
/// <param name="User">Whose mailbox is to be opened.</param>
internal sealed record ImapCredential(string Account, Secret Secret, string User)
{
    /// <summary>The credential of a sign-in; a token is got where it has none.</summary>
    /// <exception cref="SessionException">No token can be had.</exception>
    public static async Task<ImapCredential> OfAsync(ImapSignIn signIn, CancellationToken cancellationToken) => signIn switch
    {
        ImapSignIn.Password own => new(own.Name, own.Secret, own.Name),
        ImapSignIn.MasterUser master => new(master.Administrator, master.Secret, master.User),
        ImapSignIn.ExchangeImap exchange => new(exchange.Administrator, exchange.Secret, exchange.User),
        ImapSignIn.AuthorizationId acting => new(acting.Administrator, acting.Secret, acting.User),
        ImapSignIn.ProxyAuth proxy => new(proxy.Administrator, proxy.Secret, proxy.User),
        ImapSignIn.XMasterAuth master => new("", master.Secret, master.User),
        ImapSignIn.GroupWise application => new(application.Application, application.Secret, application.User),
        ImapSignIn.Bearer bearer => new(bearer.User, await bearer.Tokens.GetAsync(bearer.User, cancellationToken), bearer.User),
        _ => throw new InvalidOperationException($"No credential for {signIn.GetType().Name}."),
    };
}
