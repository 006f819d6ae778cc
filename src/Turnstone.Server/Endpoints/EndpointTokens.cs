using System.Collections.Concurrent;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>
/// Where the tokens of an endpoint's mailboxes come from: one source for all of them, so that a token is asked for once and not for each. What
/// is kept here is only for speed; another process asks for its own.
/// </summary>
internal sealed class EndpointTokens(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <summary>The source of an endpoint's tokens, made anew when the endpoint changed.</summary>
    /// <exception cref="FormatException">The key or the token endpoint is none; the text says why.</exception>
    public IAccessTokens Of(Endpoint endpoint, Secret secret)
    {
        var made = new Made(endpoint.SecretUse, endpoint.ProtectedSecret, endpoint.TokenEndpoint, endpoint.TokenClient, endpoint.TokenScope, endpoint.TrustedAuthorities);
        if (_known.TryGetValue(endpoint.Id, out var known) && known.Made == made)
        {
            return known.Tokens;
        }

        var tokens = Make(endpoint, secret);
        _known[endpoint.Id] = new Known(made, tokens);
        return tokens;
    }

    /// <summary>A source for an endpoint that need not be stored yet.</summary>
    /// <exception cref="FormatException">As <see cref="Of"/>.</exception>
    public IAccessTokens Make(Endpoint endpoint, Secret secret)
    {
        var authorities = EndpointReading.Authorities(endpoint.TrustedAuthorities);
        return endpoint.SecretUse switch
        {
            SecretUse.ServiceAccountKey => new ServiceAccountTokens(
                ServiceAccountKey.Parse(secret.Reveal()), TokenHttp.Create(authorities, time), time, endpoint.TokenScope ?? ServiceAccountTokens.GmailScope),
            SecretUse.ClientSecret => new ClientCredentialTokens(ClientOf(endpoint, secret), TokenHttp.Create(authorities, time), time),
            SecretUse.Token => new GivenToken(secret),
            _ => throw new InvalidOperationException("A password is no source of tokens."),
        };
    }

    private static ClientCredentialOptions ClientOf(Endpoint endpoint, Secret secret) => new()
    {
        Endpoint = Uri.TryCreate(endpoint.TokenEndpoint, UriKind.Absolute, out var url) ? url : throw new FormatException("The token endpoint is no URL: write an https URL."),
        ClientId = endpoint.TokenClient ?? throw new FormatException("The application's id at the token endpoint is missing."),
        ClientSecret = secret,
        Scope = endpoint.TokenScope ?? "",
    };

    // What a source was made of. The secret as it is stored: two that are alike are the same one.
    private sealed record Made(SecretUse? Use, string? Secret, string? Endpoint, string? Client, string? Scope, string Authorities);

    private sealed record Known(Made Made, IAccessTokens Tokens);
}
