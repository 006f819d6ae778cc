using System.Collections.Concurrent;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// How many requests one account may have at one server at a time, whoever makes them. Exchange 2013 and later refuse more than 27
/// (EwsMaxConcurrency); what stays free is for the people who use the account elsewhere.
/// </summary>
#pragma warning disable CA1001 // The semaphore never makes a wait handle, so there is nothing to dispose; a shared budget lives as long as the process.
public sealed class RequestBudget
#pragma warning restore CA1001
{
    /// <summary>Requests at once unless told otherwise.</summary>
    public const int DefaultRequests = 20;

    private static readonly ConcurrentDictionary<(string Server, string Account), RequestBudget> Known = new();
    private readonly SemaphoreSlim _free;

    /// <param name="requests">Requests at once.</param>
    public RequestBudget(int requests = DefaultRequests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        _free = new SemaphoreSlim(requests, requests);
    }

    /// <summary>The one budget of this process for an account on a server. Case makes no difference in either.</summary>
    public static RequestBudget Shared(ExchangeEndpoint endpoint, string login) =>
        Known.GetOrAdd((endpoint.Url.Authority.ToUpperInvariant(), login.ToUpperInvariant()), _ => new RequestBudget());

    /// <summary>Makes a request when there is room for it.</summary>
    internal async Task<T> SpendAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await request();
        }
        finally
        {
            _free.Release();
        }
    }
}
