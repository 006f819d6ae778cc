using Turnstone.Connectors;
using Turnstone.Connectors.Imap;

namespace Turnstone.Cli.Settings;

/// <summary>Somebody at the source who opens other people's mailboxes. The login is empty where the form has none.</summary>
internal sealed record SourceAdministrator(string Login, Secret Password, SourceAdministratorForm Form)
{
    /// <summary>The way into a person's mailbox.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="name">What the source calls it; null where that is the address (for Exchange: what stands before the "@").</param>
    public ImapSignIn SignInFor(string address, string? name)
    {
        var user = name ?? address;
        return Form switch
        {
            SourceAdministratorForm.None => new ImapSignIn.Password(Login, Password),
            SourceAdministratorForm.Separator separator => new ImapSignIn.MasterUser(user, Login, Password, separator.Text),
            SourceAdministratorForm.AuthorizationId => new ImapSignIn.AuthorizationId(user, Login, Password),
            SourceAdministratorForm.ProxyAuth => new ImapSignIn.ProxyAuth(user, Login, Password),
            SourceAdministratorForm.Exchange => new ImapSignIn.ExchangeImap(name ?? address.Split('@')[0], Login, Password),
            SourceAdministratorForm.XMasterAuth => new ImapSignIn.XMasterAuth(user, Password),
            SourceAdministratorForm.GroupWise => new ImapSignIn.GroupWise(user, Login, Password),
            _ => throw new InvalidOperationException($"No sign-in for the form {Form}."),
        };
    }
}
