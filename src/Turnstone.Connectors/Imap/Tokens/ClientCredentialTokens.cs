namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>Tokens by the client credentials grant (RFC 6749 section 4.4): one for all users, renewed before it expires.</summary>
public sealed class ClientCredentialTokens : IAccessTokens
{
    private readonly TokenCache _cache;

    /// <param name="options">The application.</param>
    /// <param name="http">Does the requests; stays the caller's.</param>
    /// <param name="time">The clock that tells when a token expires.</param>
    public ClientCredentialTokens(ClientCredentialOptions options, HttpClient http, TimeProvider time)
    {
        var endpoint = new TokenEndpoint(options.Endpoint, http);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret.Reveal(),
        };
        if (options.Scope.Length > 0)
        {
            form["scope"] = options.Scope;
        }

        _cache = new TokenCache(
            token => endpoint.RequestAsync(form, $"the application {options.ClientId}", TokenAdvice.ForClient, token), time);
    }

    /// <inheritdoc/>
    public Task<Secret> GetAsync(string user, CancellationToken cancellationToken) => _cache.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public bool Renew(string user, Secret refused) => _cache.Forget(refused);
}
