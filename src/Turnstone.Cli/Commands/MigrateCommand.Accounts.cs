using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;

namespace Turnstone.Cli.Commands;

internal sealed partial class MigrateCommand
{
    private SourceAccess SourceAccount(ParseResult parsed, IReadOnlyList<X509Certificate2> trusted, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_sourcePassword, _sourcePasswordFile.Name, PasswordSource.SourceVariable, findings);
        var form = SourceAdministratorForms.Read(_sourceAdmin.Name, parsed.Text(_sourceAdmin), findings);
        return _sourceTokens.AreGiven(parsed)
            ? ByToken(parsed, form, trusted, findings, shell)
            : ByPassword(parsed, form, findings, shell);
    }

    private SourceAccess ByToken(
        ParseResult parsed, ImapAdministratorForm? form, IReadOnlyList<X509Certificate2> trusted, Findings findings, Shell shell)
    {
        if (parsed.Text(_sourcePasswordFile) is not null)
        {
            findings.Refuse(_sourcePasswordFile.Name, "A token signs in without a password.", "Leave one of them out.");
        }

        if (form is not (null or ImapAdministratorForm.None))
        {
            findings.Refuse(_sourceAdmin.Name, "A token opens the mailbox it was made for; there is no administrator.", "Leave it out.");
        }

        // What was refused must not make every row's blank password a fault as well.
        var tokens = _sourceTokens.Read(parsed, trusted, shell.Time, findings) ?? new GivenToken(new Secret(""));
        var login = parsed.Text(_sourceLogin);
        return new SourceAccess(login is null ? null : new ImapAdministrator(login, new Secret(""), new ImapAdministratorForm.None()), Tokens: tokens);
    }

    private SourceAccess ByPassword(ParseResult parsed, ImapAdministratorForm? form, Findings findings, Shell shell)
    {
        var file = parsed.Text(_sourcePasswordFile);
        var password = PasswordSource.Read(_sourcePasswordFile.Name, file, PasswordSource.SourceVariable, shell, findings);
        var login = parsed.Text(_sourceLogin) ?? (form is ImapAdministratorForm.XMasterAuth ? "" : null);
        if (login is null)
        {
            if (form is not (null or ImapAdministratorForm.None))
            {
                findings.Refuse(_sourceAdmin.Name, "It says how an administrator opens mailboxes, but none is named.", $"Name the administrator with {_sourceLogin.Name}.");
            }

            // A file that was refused must not make every row's blank password a fault as well.
            return new SourceAccess(SharedPassword: password ?? (file is null ? null : new Secret("")));
        }

        if (password is null && file is null)
        {
            findings.Refuse(
                login.Length == 0 ? _sourceAdmin.Name : _sourceLogin.Name,
                "There is no password for this administrator.",
                $"Name a file with {_sourcePasswordFile.Name}, or set {PasswordSource.SourceVariable}.");
        }

        return new SourceAccess(new ImapAdministrator(login, password ?? new Secret(""), form ?? new ImapAdministratorForm.None()));
    }

    private Account? DestinationAccount(ParseResult parsed, ExchangeSignIn signIn, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_destinationPassword, _destinationPasswordFile.Name, PasswordSource.DestinationVariable, findings);
        var file = parsed.Text(_destinationPasswordFile);
        var password = PasswordSource.Read(_destinationPasswordFile.Name, file, PasswordSource.DestinationVariable, shell, findings);
        if (parsed.Text(_destinationLogin) is not { } login)
        {
            if (signIn == ExchangeSignIn.Bearer)
            {
                // Whoever the token was issued to; one token for all mailboxes is a service account's.
                return new Account("the token's account", null);
            }

            if (file is not null)
            {
                findings.Refuse(_destinationPasswordFile.Name, "There is a password, but no service account it belongs to.", $"Name the account with {_destinationLogin.Name}.");
            }

            return null;
        }

        if (signIn is ExchangeSignIn.Bearer || (signIn is ExchangeSignIn.Negotiate && password is null && file is null))
        {
            return new Account(login, null);
        }

        if (password is null && file is null)
        {
            findings.Refuse(_destinationLogin.Name, "There is no password for this service account.", $"Name a file with {_destinationPasswordFile.Name}, or set {PasswordSource.DestinationVariable}.");
        }

        return new Account(login, password ?? new Secret(""));
    }
}
