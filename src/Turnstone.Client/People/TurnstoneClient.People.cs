using Turnstone.Client.People;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Makes the first workgroup and its Administrator, with the code that the first start printed.</summary>
    public Task SetUpAsync(SetupDraft draft, CancellationToken cancellationToken = default) => DoAsync(HttpMethod.Post, "setup", draft, cancellationToken);

    /// <summary>Signs in; this client then works in that session.</summary>
    public Task<SessionInfo> SignInAsync(SignInDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<SessionInfo>(HttpMethod.Post, "session", draft, cancellationToken);

    /// <summary>Says who is signed in, and where.</summary>
    public Task<SessionInfo> GetSessionAsync(CancellationToken cancellationToken = default) => ReadAsync<SessionInfo>(HttpMethod.Get, "session", null, cancellationToken);

    /// <summary>Ends the session.</summary>
    public Task SignOutAsync(CancellationToken cancellationToken = default) => DoAsync(HttpMethod.Delete, "session", null, cancellationToken);

    /// <summary>Makes a personal access token.</summary>
    public Task<NewToken> MakeTokenAsync(TokenDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<NewToken>("tokens", draft, cancellationToken);

    /// <summary>Lists the caller's access tokens that hold.</summary>
    public Task<IReadOnlyList<TokenInfo>> ListTokensAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<TokenInfo>>(HttpMethod.Get, "tokens", null, cancellationToken);

    /// <summary>Takes a token back.</summary>
    public Task RevokeTokenAsync(Guid token, CancellationToken cancellationToken = default) => DoAsync(HttpMethod.Delete, $"tokens/{token}", null, cancellationToken);
}
