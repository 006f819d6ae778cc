using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>
/// Tokens of a Google service account with domain-wide delegation: a signed assertion (RFC 7523) names the user, the endpoint gives a
/// token for that user's mailbox. One token a user, renewed before it expires.
/// </summary>
public sealed class ServiceAccountTokens : IAccessTokens
{
    /// <summary>What Gmail wants for IMAP.</summary>
    public const string GmailScope = "https://mail.google.com/";

    // The longest that Google's endpoint accepts.
    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, TokenCache> _caches = new(StringComparer.OrdinalIgnoreCase);
    private readonly ServiceAccountKey _key;
    private readonly string _scope;
    private readonly TokenEndpoint _endpoint;
    private readonly TimeProvider _time;

    /// <param name="key">The account.</param>
    /// <param name="http">Does the requests; stays the caller's.</param>
    /// <param name="time">The clock of assertions and tokens.</param>
    /// <param name="scope">What the tokens are for; default IMAP at Gmail.</param>
    public ServiceAccountTokens(ServiceAccountKey key, HttpClient http, TimeProvider time, string scope = GmailScope)
    {
        _key = key;
        _scope = scope;
        _endpoint = new TokenEndpoint(key.Endpoint, http);
        _time = time;
    }

    /// <inheritdoc/>
    public Task<Secret> GetAsync(string user, CancellationToken cancellationToken) =>
        _caches.GetOrAdd(user, name => new TokenCache(token => FetchAsync(name, token), _time)).GetAsync(cancellationToken);

    /// <inheritdoc/>
    public bool Renew(string user, Secret refused) => _caches.TryGetValue(user, out var cache) && cache.Forget(refused);

    private Task<FetchedToken> FetchAsync(string user, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = Assert(user),
        };
        return _endpoint.RequestAsync(form, $"{_key.Email} for {user}", error => TokenAdvice.ForServiceAccount(error, _key, _scope), cancellationToken);
    }

    private string Assert(string user)
    {
        var now = _time.GetUtcNow();
        var header = new Dictionary<string, string> { ["alg"] = "RS256", ["typ"] = "JWT" };
        if (_key.KeyId.Length > 0)
        {
            header["kid"] = _key.KeyId;
        }

        var claims = new Dictionary<string, object>
        {
            ["iss"] = _key.Email,
            ["sub"] = user,
            ["scope"] = _scope,
            ["aud"] = _key.Endpoint.ToString(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + AssertionLifetime).ToUnixTimeSeconds(),
        };
        var text = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{text}.{Base64Url.EncodeToString(_key.Sign(System.Text.Encoding.ASCII.GetBytes(text)))}";
    }
}
