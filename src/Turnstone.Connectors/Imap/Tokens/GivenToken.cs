namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>A token that somebody fetched elsewhere; it is used as it is until the server refuses it.</summary>
public sealed class GivenToken(Secret token) : IAccessTokens
{
    /// <inheritdoc/>
    public Task<Secret> GetAsync(string user, CancellationToken cancellationToken) => Task.FromResult(token);

    /// <inheritdoc/>
    public bool Renew(string user, Secret refused) => false;
}
