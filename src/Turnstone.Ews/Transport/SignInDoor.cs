namespace Turnstone.Ews.Transport;

/// <summary>
/// One credential at one server: opened by the first sign-in that is accepted, shut for good by one that is refused. Where the server takes
/// back what it had accepted, everybody waits, and then one alone tries once more: a domain controller that was out of reach looks like a
/// changed password, and a hundred requests with a changed password lock an account.
/// </summary>
#pragma warning disable CA1001 // The semaphore never makes a wait handle, so there is nothing to dispose.
internal sealed class SignInDoor(TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>Lock-out policies forget bad tries after ten minutes or more; one in half a minute never fills their count of five or ten.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim _first = new(1, 1);
    private readonly Lock _lock = new();
    private State _state = State.Untried;
    private long _doubtedSince;
    private TimeSpan _pause;

    private enum State
    {
        Untried,
        Open,
        Doubted,
        Shut,
    }

    /// <summary>Whether the credential is accepted as far as is known.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _state == State.Open;
            }
        }
    }

    /// <summary>After how long one try more is allowed; null where nothing was taken back, or nothing is tried again.</summary>
    public TimeSpan? NextTry
    {
        get
        {
            lock (_lock)
            {
                return _state != State.Doubted ? null : _pause - time.GetElapsedTime(_doubtedSince) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>
    /// Runs what signs in; alone while nothing is accepted. <paramref name="verdict"/> says whether the result shows the credential
    /// accepted (true), refused (false) or neither.
    /// </summary>
    /// <exception cref="SignInException">It was refused before, for good or until a pause is over; nothing was sent.</exception>
    public async Task<T> PassAsync<T>(Func<Task<T>> signIn, Func<T, bool?> verdict, CancellationToken cancellationToken)
    {
        if (IsOpen)
        {
            return await TryAsync(signIn, verdict, isAlone: false);
        }

        await _first.WaitAsync(cancellationToken);
        try
        {
            if (!IsOpen)
            {
                Demand();
                return await TryAsync(signIn, verdict, isAlone: true);
            }
        }
        finally
        {
            _first.Release();
        }

        return await TryAsync(signIn, verdict, isAlone: false);
    }

    /// <summary>The server took back what it had accepted.</summary>
    public void Doubt()
    {
        lock (_lock)
        {
            if (_state == State.Open)
            {
                _state = State.Doubted;
                _doubtedSince = time.GetTimestamp();
                _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>It will not be accepted again.</summary>
    public void Shut() => Become(State.Shut);

    private void Demand()
    {
        lock (_lock)
        {
            if (_state == State.Shut)
            {
                throw new SignInException("this account was refused here before and is not tried again, so that it is not locked. Check user name and password, then start anew.");
            }
        }

        if (NextTry is { Ticks: > 0 } left)
        {
            throw new SignInException("this account was refused here a moment ago; it is tried once more after a pause.", isFinal: false) { NextTry = left };
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> signIn, Func<T, bool?> verdict, bool isAlone)
    {
        T result;
        try
        {
            result = await signIn();
        }
        catch (SignInException exception) when (exception.IsFinal)
        {
            Shut();
            throw;
        }

        switch (verdict(result))
        {
            case true when isAlone:
                Become(State.Open);
                break;
            case false when isAlone:
                Shut();
                break;

            // Under way when the first was refused, or the first: all of them are one refusal.
            case false:
                Doubt();
                break;
        }

        return result;
    }

    private void Become(State state)
    {
        lock (_lock)
        {
            _state = state;
        }
    }
}
