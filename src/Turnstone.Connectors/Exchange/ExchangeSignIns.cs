using System.Collections.Concurrent;
using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// What the mailboxes of one run know together: how to sign in at which server, whether an account was refused there, and where
/// Autodiscover led. One a run; safe for concurrent use.
/// </summary>
/// <param name="time">The clock of pauses; default the system's.</param>
public sealed class ExchangeSignIns(TimeProvider? time = null)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ExchangeEndpoint>>> _found = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Domain, Uri Stale), Lazy<Task<ExchangeEndpoint>>> _foundAgain = new();

    internal EwsSignIns Ews { get; } = new(time);

    /// <summary>Looks for a domain's EWS once, whoever asks; a search that failed is not begun again, since it may have cost a sign-in.</summary>
    internal Task<ExchangeEndpoint> FindAsync(string domain, Func<Task<ExchangeEndpoint>> find) =>
        _found.GetOrAdd(domain, _ => new Lazy<Task<ExchangeEndpoint>>(find)).Value;

    /// <summary>Looks anew where an address that was found serves no more; once for each such address, whoever asks.</summary>
    internal Task<ExchangeEndpoint> FindAgainAsync(string domain, ExchangeEndpoint stale, Func<Task<ExchangeEndpoint>> find) =>
        _foundAgain.GetOrAdd((domain.ToUpperInvariant(), stale.Url), _ => new Lazy<Task<ExchangeEndpoint>>(find)).Value;
}
