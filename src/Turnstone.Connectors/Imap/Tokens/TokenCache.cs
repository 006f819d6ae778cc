namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>Keeps one token, asks for the next before it expires, and asks once however many wait for it.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
internal sealed class TokenCache(Func<CancellationToken, Task<FetchedToken>> fetch, TimeProvider time)
#pragma warning restore CA1001
{
    // The servers' clocks and ours differ, and a sign-in takes a while; a tenth keeps short-lived tokens usable.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Secret? _token;
    private DateTimeOffset _renewAt;

    public async Task<Secret> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_token is { } known && now < _renewAt)
            {
                return known;
            }

            var fetched = await fetch(cancellationToken);
            var margin = fetched.Lifetime / 10 < Margin ? fetched.Lifetime / 10 : Margin;
            _renewAt = now + fetched.Lifetime - margin;
            _token = fetched.Token;
            return fetched.Token;
        }
        finally
        {
            _gate.Release();
        }
    }
}
