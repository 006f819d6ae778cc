using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Cli.Settings;

/// <summary>Somebody at the source who opens other people's mailboxes.</summary>
internal sealed record SourceAdministrator(string Login, Secret Password, SourceAdministratorForm Form)
{
    /// <summary>The way into this person's mailbox.</summary>
    public ImapSignIn SignInFor(SmtpAddress user) => Form switch
    {
        SourceAdministratorForm.None => new ImapSignIn.Password(Login, Password),
        SourceAdministratorForm.Separator separator => new ImapSignIn.MasterUser(user.Value, Login, Password, separator.Text),
        SourceAdministratorForm.AuthorizationId => new ImapSignIn.AuthorizationId(user.Value, Login, Password),
        _ => throw new InvalidOperationException($"No sign-in for the form {Form}."),
    };
}
