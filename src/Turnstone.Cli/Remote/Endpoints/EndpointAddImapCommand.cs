using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Endpoints;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary><c>turnstone endpoint add imap</c>.</summary>
internal sealed class EndpointAddImapCommand : EndpointAddCommand
{
    private readonly Option<string?> _admin;
    private readonly Option<string?> _key;
    private readonly Option<string?> _tokenEndpoint;
    private readonly Option<string?> _tokenClient;
    private readonly Option<string?> _clientSecretFile;
    private readonly Option<string?> _tokenScope;

    public EndpointAddImapCommand()
        : base(
            "imap", "Adds an IMAP server, which mailboxes are copied from.", "imaps://host[:993] | imap://host[:143]",
            "Where it is. imap:// upgrades with STARTTLS where offered; imap://host?tls=none forbids it.", PasswordSource.SourceVariable)
    {
        _admin = Add("--admin", "form", SourceAdministratorForms.Help);
        _key = Add("--token-key", "json", "The JSON key of a Google service account with domain-wide delegation.");
        _tokenEndpoint = Add("--token-endpoint", "URL", "An OAuth token endpoint to get tokens from by client credentials.");
        _tokenClient = Add("--token-client", "id", "The application's id at that endpoint.");
        _clientSecretFile = Add("--token-secret-file", "file", "The application's secret.");
        _tokenScope = Add("--token-scope", "scope", "What the tokens are for. Default: the endpoint's own; with a service account https://mail.google.com/.");
    }

    protected override EndpointDraft Complete(EndpointDraft draft, ParseResult parsed, Findings findings)
    {
        SourceAdministratorForms.Read(_admin.Name, parsed.Text(_admin), findings);
        draft = draft with
        {
            Kind = EndpointType.Imap,
            AdministratorForm = parsed.Text(_admin) is "none" ? null : parsed.Text(_admin),
            TokenEndpoint = parsed.Text(_tokenEndpoint),
            TokenClient = parsed.Text(_tokenClient),
            TokenScope = parsed.Text(_tokenScope),
        };
        if (parsed.Text(_key) is { } key)
        {
            draft = draft with { SecretKind = CredentialKind.ServiceAccountKey, Secret = SecretFile.ReadText(_key.Name, key, "key", findings) };
        }

        if (parsed.Text(_clientSecretFile) is { } file)
        {
            if (parsed.Text(_key) is not null)
            {
                findings.Refuse(_clientSecretFile.Name, $"It is another way to a token than {_key.Name}.", "Leave one of them out.");
            }

            draft = draft with { SecretKind = CredentialKind.ClientSecret, Secret = SecretFile.Read(_clientSecretFile.Name, file, "secret", findings)?.Reveal() };
        }

        return draft;
    }
}
