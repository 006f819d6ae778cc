using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// How many connections one mailbox may have. Servers bound them by user or by address, and other programs of the user count too, so the
/// bound is found by meeting it: one that is turned away while others stand is done without, for a while.
/// </summary>
internal sealed class ImapConnectionLimit(int most, TimeProvider time) : IDisposable
{
    /// <summary>The user's other programs come and go.</summary>
    private static readonly TimeSpan TurnedAway = TimeSpan.FromMinutes(10);

    /// <summary>Nobody said that there were too many: some servers just hang up (Courier), and networks do.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _places = new(most, most);
    private readonly Lock _lock = new();
    private int _open;
    private int _missing;
    private DateTimeOffset _until;

    /// <summary>Whether there are fewer places than there were to be.</summary>
    public bool IsLow
    {
        get
        {
            lock (_lock)
            {
                return _missing > 0;
            }
        }
    }

    /// <summary>How many connections there are, those being made among them.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    /// <summary>Waits for a place among those that use a connection.</summary>
    public Task EnterAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_missing > 0 && time.GetUtcNow() >= _until)
            {
                _missing--;
                _until = time.GetUtcNow() + CutOff;
                _places.Release();
            }
        }

        return _places.WaitAsync(cancellationToken);
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => _places.Release();

    /// <summary>A connection is being made.</summary>
    public void Opening()
    {
        lock (_lock)
        {
            _open++;
        }
    }

    /// <summary>A connection is gone, or was not to be had.</summary>
    public void Closed()
    {
        lock (_lock)
        {
            _open--;
        }
    }

    /// <summary>Whether the mailbox can do without the connection that failed to open. If so, the place for it is gone too.</summary>
    public bool IsLowered(Failure failure)
    {
        lock (_lock)
        {
            if (_open == 0 || failure.Retry is RetryAdvice.Never || failure.Code == FailureCodes.SourceSignIn)
            {
                return false;
            }

            _missing++;
            _until = time.GetUtcNow() + (failure.Retry is RetryAdvice.Throttled ? TurnedAway : CutOff);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
