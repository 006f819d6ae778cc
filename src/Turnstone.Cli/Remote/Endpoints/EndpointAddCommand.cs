using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Endpoints;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary>Adds an endpoint of whichever kind: what both have in common.</summary>
internal abstract class EndpointAddCommand : RemoteCommand
{
    private readonly Argument<string?> _name;
    private readonly Option<string?> _customer;
    private readonly Option<string?> _address;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _tokenFile;
    private readonly Option<string[]> _trust;
    private readonly Option<string?> _password;
    private readonly string _variable;

    protected EndpointAddCommand(string name, string description, string placeholder, string address, string variable)
        : base(name, description)
    {
        _variable = variable;
        _name = AddWord("name", "What people call it; no two endpoints of a customer have the same name.");
        _customer = Add("--customer", "name | id", "Whose server it is.");
        _address = Add("--address", placeholder, address);
        _login = Add("--login", "name", "The account that opens all mailboxes. Without it each mailbox brings its own login and password.");
        _passwordFile = Add("--password-file", "file", $"The account's password; else {variable}.");
        _tokenFile = Add("--token-file", "file", "An OAuth access token in the place of a password.");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _password = AddForbiddenPassword("--password");
    }

    /// <summary>Adds what this kind has besides; the draft has what both have.</summary>
    protected abstract EndpointDraft Complete(EndpointDraft draft, ParseResult parsed, Findings findings);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_name, "Write what it shall be called.", findings);
        var customer = parsed.Required(_customer, "Name the customer whose server it is.", findings) ?? "";
        var draft = Complete(
            new EndpointDraft
            {
                CustomerId = Guid.Empty,
                Name = name,
                Kind = EndpointType.Imap,
                Address = parsed.Required(_address, "Write where it is.", findings) ?? "",
                Login = parsed.Text(_login),
                TrustedAuthorities = PemOf(parsed, findings),
            },
            parsed, findings);
        draft = SecretOf(draft, parsed, findings, shell);
        return async (session, cancellationToken) =>
        {
            var owner = await session.Names.CustomerAsync(customer, cancellationToken);
            return session.Show(await session.Client.AddEndpointAsync(draft with { CustomerId = owner.Id }, cancellationToken), EndpointView.Of);
        };
    }

    private EndpointDraft SecretOf(EndpointDraft draft, ParseResult parsed, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, _variable, findings);
        var given = new[] { parsed.Text(_passwordFile), parsed.Text(_tokenFile), draft.Secret }.Count(secret => secret is not null);
        if (given > 1)
        {
            findings.Refuse(_passwordFile.Name, "There is more than one secret.", "Leave all but one of them out.");
        }

        if (draft.Secret is not null)
        {
            return draft;
        }

        if (parsed.Text(_tokenFile) is { } file)
        {
            return draft with { SecretKind = CredentialKind.Token, Secret = SecretFile.Read(_tokenFile.Name, file, "token", findings)?.Reveal() };
        }

        // A password alone is nobody's: a variable that is meant for something else must not become one.
        return draft.Login is null && parsed.Text(_passwordFile) is null
            ? draft
            : draft with { Secret = PasswordSource.Read(_passwordFile.Name, parsed.Text(_passwordFile), _variable, shell, findings)?.Reveal() };
    }

    private string PemOf(ParseResult parsed, Findings findings)
    {
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        return string.Join('\n', trusted.Select(authority => authority.ExportCertificatePem()));
    }
}
