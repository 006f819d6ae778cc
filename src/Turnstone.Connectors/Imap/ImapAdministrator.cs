namespace Turnstone.Connectors.Imap;

/// <summary>Somebody at the source who opens other people's mailboxes.</summary>
/// <param name="Login">The name; empty where the form has none.</param>
/// <param name="Secret">The password or key.</param>
/// <param name="Form">How the mailbox to open is named.</param>
public sealed record ImapAdministrator(string Login, Secret Secret, ImapAdministratorForm Form)
{
    /// <summary>The way into a person's mailbox.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="name">What the source calls it; null where that is the address (for Exchange: what stands before the "@").</param>
    public ImapSignIn SignInFor(string address, string? name)
    {
        var user = name ?? address;
        return Form switch
        {
            ImapAdministratorForm.None => new ImapSignIn.Password(Login, Secret),
            ImapAdministratorForm.Separator separator => new ImapSignIn.MasterUser(user, Login, Secret, separator.Text),
            ImapAdministratorForm.AuthorizationId => new ImapSignIn.AuthorizationId(user, Login, Secret),
            ImapAdministratorForm.ProxyAuth => new ImapSignIn.ProxyAuth(user, Login, Secret),
            ImapAdministratorForm.Exchange => new ImapSignIn.ExchangeImap(name ?? address.Split('@')[0], Login, Secret),
            ImapAdministratorForm.XMasterAuth => new ImapSignIn.XMasterAuth(user, Secret),
            ImapAdministratorForm.GroupWise => new ImapSignIn.GroupWise(user, Login, Secret),
            _ => throw new InvalidOperationException($"No sign-in for the form {Form}."),
        };
    }
}
