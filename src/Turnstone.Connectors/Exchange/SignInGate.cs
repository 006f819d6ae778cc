using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Tries an account's password once for all mailboxes that are opened with it. A hundred passes start at once, each bad try counts towards
/// the account's lock-out, and five of them commonly lock it: so nobody else is let through before the first was, and a password that was
/// refused is not tried again for a while.
/// </summary>
#pragma warning disable CA1001 // The semaphore never makes a wait handle, so there is nothing to dispose.
internal sealed class SignInGate
#pragma warning restore CA1001
{
    /// <summary>How long a refusal is believed: the window in which Active Directory counts bad tries by default.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile string? _accepted;
    private Refusal? _refused;

    /// <summary>Makes a request that signs in with this password.</summary>
    /// <exception cref="EwsHttpException">The password is refused, now or a while ago.</exception>
    public async Task<T> PassAsync<T>(Secret password, TimeProvider time, Func<Task<T>> request, CancellationToken cancellationToken)
    {
        var text = password.Reveal();
        if (!IsAccepted(text))
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                if (!IsAccepted(text))
                {
                    return await TryAsync(text, time, request);
                }
            }
            finally
            {
                _turn.Release();
            }
        }

        return await SendAsync(text, time, request);
    }

    private async Task<T> TryAsync<T>(string password, TimeProvider time, Func<Task<T>> request)
    {
        if (_refused is { } refused && refused.Password == password && time.GetUtcNow() - refused.At < Memory)
        {
            throw refused.Answer;
        }

        try
        {
            var answer = await SendAsync(password, time, request);
            _accepted = password;
            return answer;
        }
        catch (EwsException error) when (error is EwsFaultException or EwsBatchException)
        {
            // EWS itself refused something, so the front end had let us in.
            _accepted = password;
            throw;
        }
    }

    private async Task<T> SendAsync<T>(string password, TimeProvider time, Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (EwsHttpException error) when (error.Kind == EwsHttpErrorKind.Unauthorized)
        {
            _refused = new Refusal(password, time.GetUtcNow(), error);
            _accepted = null;
            throw;
        }
    }

    private bool IsAccepted(string password) => string.Equals(_accepted, password, StringComparison.Ordinal);

    private sealed record Refusal(string Password, DateTimeOffset At, EwsHttpException Answer)
    {
        /// <summary>Without the password.</summary>
        public override string ToString() => $"refused at {At:u}";
    }
}
