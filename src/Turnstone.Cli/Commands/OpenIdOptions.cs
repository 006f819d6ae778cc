using System.CommandLine;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Server.Lists;
using Turnstone.Server.OpenId;

namespace Turnstone.Cli.Commands;

/// <summary>The OpenID Connect provider by which people sign in to a server, if one is named.</summary>
internal sealed class OpenIdOptions
{
    private const string SecretVariable = "TURNSTONE_OIDC_SECRET";

    private static readonly Dictionary<string, bool> TwoSteps = new() { ["claimed"] = false, ["always"] = true };

    private readonly Option<string?> _authority;
    private readonly Option<string?> _client;
    private readonly Option<string?> _secretFile;
    private readonly Option<string?> _name;
    private readonly Option<string?> _twoStep;
    private readonly Option<string[]> _trust;
    private readonly Option<bool> _allowHttp;

    /// <summary>Adds the options by what is handed in: name, what to write, description.</summary>
    public OpenIdOptions(Func<string, string, string, Option<string?>> add, Func<string, string, string, Option<string[]>> addMany, Func<string, string, Option<bool>> addSwitch)
    {
        _authority = add("--oidc-authority", "URL", "An OpenID Connect provider by which people can sign in beside their passwords, such as https://login.example.com/realms/staff.");
        _client = add("--oidc-client", "id", "What the provider calls this server; needed with --oidc-authority.");
        _secretFile = add("--oidc-secret-file", "file", $"A file with the secret that goes with the client; else {SecretVariable}.");
        _name = add("--oidc-name", "text", "What people call the provider. Default: its host.");
        _twoStep = add("--oidc-two-step", "claimed|always", "When coming from the provider counts as two steps: where its token says so (mfa in amr), or always, because the provider lets nobody by without. Default claimed.");
        _trust = addMany("--oidc-trust", "pem", "A certificate authority to believe the provider's certificate by, besides the system's. Repeatable.");
        _allowHttp = addSwitch("--oidc-allow-http", "Takes a provider that is reached without encryption: for trials on one machine.");
    }

    /// <summary>The settings; null where no provider is named, or with a fault.</summary>
    public OpenIdSettings? Read(ParseResult parsed, Func<string, string?> environment, Findings findings)
    {
        if (parsed.GetResult(_authority) is null)
        {
            RefuseStray(parsed, findings);
            return null;
        }

        var authority = AuthorityOf(parsed, findings);
        var client = parsed.Required(_client, "Write the id under which the provider knows this server.", findings);
        var secret = SecretOf(parsed, environment, findings);
        var vouches = parsed.Word(_twoStep, TwoSteps, false, findings);
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings, _trust.Name);
        return !findings.AreClean || authority is null ? null : new OpenIdSettings
        {
            Authority = authority,
            ClientId = client!,
            ClientSecret = secret!,
            Name = parsed.Text(_name) is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : authority.Host,
            AllowsHttp = parsed.IsSet(_allowHttp),
            VouchesForTwoSteps = vouches,
            TrustedAuthorities = trusted,
        };
    }

    private void RefuseStray(ParseResult parsed, Findings findings)
    {
        foreach (var option in new Option[] { _client, _secretFile, _name, _twoStep, _trust, _allowHttp }.Where(option => parsed.GetResult(option) is { Implicit: false }))
        {
            findings.Refuse(option.Name, "It says something of an OpenID Connect provider, and none is named.", $"Add {_authority.Name}, or leave it out.");
        }
    }

    private Uri? AuthorityOf(ParseResult parsed, Findings findings)
    {
        if (parsed.Required(_authority, "Write the provider's address, such as https://login.example.com.", findings) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            findings.Refuse(_authority.Name, $"\"{text}\" is no address of a provider.", "Write the address below which /.well-known/openid-configuration is, such as https://login.example.com.");
            return null;
        }

        if (url.Scheme == "http")
        {
            if (!parsed.IsSet(_allowHttp))
            {
                findings.Refuse(_authority.Name, "Without encryption whoever is on the way can be anybody.", $"Write https://…; for a trial on one machine add {_allowHttp.Name}.");
                return null;
            }

            findings.Remark($"{url} is reached without encryption: whoever is on the way can sign in as anybody.");
        }

        return url;
    }

    private Secret? SecretOf(ParseResult parsed, Func<string, string?> environment, Findings findings)
    {
        if (parsed.Text(_secretFile) is { } file)
        {
            return SecretFile.Read(_secretFile.Name, file, "secret", findings);
        }

        if (environment(SecretVariable) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return new Secret(text.Trim());
        }

        findings.Refuse(_secretFile.Name, "It is missing.", $"Name a file with the secret that goes with the client, or set {SecretVariable}.");
        return null;
    }
}
