using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>
/// Keeps one token, asks for the next before it expires, and asks once however many wait for it. An endpoint that refused is not asked
/// again: a wrong secret of an application with a thousand mailboxes is shown once.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
internal sealed class TokenCache(Func<CancellationToken, Task<FetchedToken>> fetch, TimeProvider time)
#pragma warning restore CA1001
{
    // The servers' clocks and ours differ, and a sign-in takes a while; a tenth keeps short-lived tokens usable.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Secret? _token;
    private Failure? _refusal;
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

            if (_refusal is { } refusal)
            {
                throw new SessionException(refusal);
            }

            var fetched = await fetch(cancellationToken);
            var margin = fetched.Lifetime / 10 < Margin ? fetched.Lifetime / 10 : Margin;
            _renewAt = now + fetched.Lifetime - margin;
            _token = fetched.Token;
            return fetched.Token;
        }
        catch (SessionException error) when (error.Failure.Retry is RetryAdvice.Never)
        {
            _refusal = error.Failure;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gives up a token before its time; another that was got meanwhile stays. Always true: the next may be asked for.</summary>
    public bool Forget(Secret token)
    {
        if (ReferenceEquals(_token, token))
        {
            _token = null;
        }

        return true;
    }
}
