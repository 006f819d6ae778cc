namespace Turnstone.Ews.Transport;

/// <summary>One credential at one server: opened by the first sign-in that is accepted, shut for good by one that is refused.</summary>
#pragma warning disable CA1001 // The semaphore never makes a wait handle, so there is nothing to dispose.
internal sealed class SignInDoor
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _first = new(1, 1);
    private volatile bool _isOpen;
    private volatile bool _isShut;

    /// <summary>
    /// Runs what signs in; alone until one was accepted. <paramref name="verdict"/> says whether the result shows the credential
    /// accepted (true), refused (false) or neither.
    /// </summary>
    /// <exception cref="SignInException">It was refused before; nothing was sent.</exception>
    public async Task<T> PassAsync<T>(Func<Task<T>> signIn, Func<T, bool?> verdict, CancellationToken cancellationToken)
    {
        if (_isOpen || _isShut)
        {
            return await TryAsync(signIn, verdict);
        }

        await _first.WaitAsync(cancellationToken);
        try
        {
            if (!_isOpen)
            {
                return await TryAsync(signIn, verdict);
            }
        }
        finally
        {
            _first.Release();
        }

        return await TryAsync(signIn, verdict);
    }

    /// <summary>The server took back what it had accepted.</summary>
    public void Shut() => _isShut = true;

    private async Task<T> TryAsync<T>(Func<Task<T>> signIn, Func<T, bool?> verdict)
    {
        if (_isShut)
        {
            throw new SignInException("this account was refused here before and is not tried again, so that it is not locked. Check user name and password, then start anew.");
        }

        T result;
        try
        {
            result = await signIn();
        }
        catch (SignInException exception) when (exception.IsFinal)
        {
            _isShut = true;
            throw;
        }

        switch (verdict(result))
        {
            case true:
                _isOpen = true;
                break;
            case false:
                _isShut = true;
                break;
        }

        return result;
    }
}
