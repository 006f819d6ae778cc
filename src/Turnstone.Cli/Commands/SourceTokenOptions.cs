using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Cli.Settings;
using Turnstone.Connectors.Imap.Tokens;

namespace Turnstone.Cli.Commands;

/// <summary>The options about OAuth at the source: a token in a file, or the means to get tokens.</summary>
internal sealed class SourceTokenOptions
{
    private readonly Option<string?> _file;
    private readonly Option<string?> _key;
    private readonly Option<string?> _endpoint;
    private readonly Option<string?> _client;
    private readonly Option<string?> _clientSecretFile;
    private readonly Option<string?> _scope;

    /// <param name="add">Adds an option to the command: name, placeholder, description.</param>
    public SourceTokenOptions(Func<string, string, string, Option<string?>> add)
    {
        _file = add("--source-token-file", "file", "An OAuth bearer token to sign in with at the source, by XOAUTH2 or OAUTHBEARER.");
        _key = add("--source-token-key", "json", "The JSON key of a Google service account with domain-wide delegation: a token is got for each mailbox, and renewed.");
        _endpoint = add("--source-token-endpoint", "URL", "An OAuth token endpoint to get tokens from by client credentials, and renew them.");
        _client = add("--source-token-client", "id", "The application's id at that endpoint.");
        _clientSecretFile = add("--source-token-secret-file", "file", "The application's secret.");
        _scope = add("--source-token-scope", "scope", "What the tokens are for. Default: the endpoint's own; with a service account https://mail.google.com/.");
    }

    /// <summary>The option that names a token alone.</summary>
    public string FileName => _file.Name;

    /// <summary>Whether any of them was written.</summary>
    public bool AreGiven(ParseResult parsed) => Ways(parsed).Count > 0;

    /// <summary>Where tokens come from; null where none of the options is given, or what is given is wrong.</summary>
    public IAccessTokens? Read(ParseResult parsed, IReadOnlyList<X509Certificate2> trusted, TimeProvider time, Findings findings)
    {
        var ways = Ways(parsed);
        if (ways.Count > 1)
        {
            findings.Refuse(ways[1], $"It is another way to a token than {ways[0]}.", "Leave one of them out.");
            return null;
        }

        if (parsed.Text(_file) is { } file)
        {
            return SecretFile.Read(_file.Name, file, "token", findings) is { } token ? new GivenToken(token) : null;
        }

        try
        {
            return parsed.Text(_key) is { } key ? ServiceAccount(key, parsed, trusted, time, findings)
                : ways.Count > 0 ? Client(parsed, trusted, time, findings)
                : null;
        }
        catch (FormatException e)
        {
            findings.Refuse(ways[0], e.Message, "Write an https URL.");
            return null;
        }
    }

    private ServiceAccountTokens? ServiceAccount(
        string file, ParseResult parsed, IReadOnlyList<X509Certificate2> trusted, TimeProvider time, Findings findings)
    {
        if (SecretFile.ReadText(_key.Name, file, "key", findings) is not { } text)
        {
            return null;
        }

        try
        {
            var key = ServiceAccountKey.Parse(text);
            return new ServiceAccountTokens(key, TokenHttp.Create(trusted, time), time, parsed.Text(_scope) ?? ServiceAccountTokens.GmailScope);
        }
        catch (FormatException e)
        {
            findings.Refuse(_key.Name, $"{file} is no service account's key. {e.Message}", "Make a key of the kind JSON for the service account in the Google Cloud console.");
            return null;
        }
    }

    private ClientCredentialTokens? Client(ParseResult parsed, IReadOnlyList<X509Certificate2> trusted, TimeProvider time, Findings findings)
    {
        var text = parsed.Required(_endpoint, "Write the token endpoint's URL, such as https://login.example/oauth2/token.", findings);
        var id = parsed.Required(_client, "Write the application's id.", findings);
        var file = parsed.Required(_clientSecretFile, "Name the file with the application's secret.", findings);
        var secret = file is null ? null : SecretFile.Read(_clientSecretFile.Name, file, "secret", findings);
        if (text is not null && !Uri.IsWellFormedUriString(text, UriKind.Absolute))
        {
            findings.Refuse(_endpoint.Name, "It is not a URL.", "Write an https URL.");
            return null;
        }

        if (text is null || id is null || secret is null)
        {
            return null;
        }

        var options = new ClientCredentialOptions { Endpoint = new Uri(text), ClientId = id, ClientSecret = secret, Scope = parsed.Text(_scope) ?? "" };
        return new ClientCredentialTokens(options, TokenHttp.Create(trusted, time), time);
    }

    /// <summary>One option for each way to a token that was begun.</summary>
    private List<string> Ways(ParseResult parsed)
    {
        List<string> ways = [];
        ways.AddRange(new[] { _file, _key }.Where(option => parsed.GetResult(option) is not null).Select(option => option.Name));
        if (new[] { _endpoint, _client, _clientSecretFile }.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } begun)
        {
            ways.Add(begun.Name);
        }
        else if (ways.Count == 0 && parsed.GetResult(_scope) is not null)
        {
            ways.Add(_scope.Name);
        }

        return ways;
    }
}
