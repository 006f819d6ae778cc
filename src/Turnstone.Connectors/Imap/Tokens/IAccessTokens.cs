using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>Where OAuth bearer tokens come from. Safe for use by many sessions at once.</summary>
public interface IAccessTokens
{
    /// <summary>A token that is good for this user's mailbox now and for some minutes.</summary>
    /// <exception cref="SessionException">None can be had; the failure says why and what to do.</exception>
    Task<Secret> GetAsync(string user, CancellationToken cancellationToken);

    /// <summary>To be told when a server takes a token no more, however long it was said to last.</summary>
    /// <returns>Whether <see cref="GetAsync"/> brings another now.</returns>
    bool Renew(string user, Secret refused);
}
