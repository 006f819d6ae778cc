using System.CommandLine;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;

namespace Turnstone.Cli.Commands;

internal sealed partial class MigrateCommand
{
    private (SourceAdministrator? Administrator, Secret? SharedPassword) SourceAccount(ParseResult parsed, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_sourcePassword, _sourcePasswordFile.Name, PasswordSource.SourceVariable, findings);
        var file = parsed.Text(_sourcePasswordFile);
        var password = PasswordSource.Read(_sourcePasswordFile.Name, file, PasswordSource.SourceVariable, shell, findings);
        var form = SourceAdministratorForm.Read(_sourceAdmin.Name, parsed.Text(_sourceAdmin), findings);
        if (parsed.Text(_sourceLogin) is not { } login)
        {
            if (form is not (null or SourceAdministratorForm.None))
            {
                findings.Refuse(_sourceAdmin.Name, "It says how an administrator opens mailboxes, but none is named.", $"Name the administrator with {_sourceLogin.Name}.");
            }

            // A file that was refused must not make every row's blank password a fault as well.
            return (null, password ?? (file is null ? null : new Secret("")));
        }

        if (password is null && file is null)
        {
            findings.Refuse(_sourceLogin.Name, "There is no password for this administrator.", $"Name a file with {_sourcePasswordFile.Name}, or set {PasswordSource.SourceVariable}.");
        }

        return (new SourceAdministrator(login, password ?? new Secret(""), form ?? new SourceAdministratorForm.None()), null);
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
