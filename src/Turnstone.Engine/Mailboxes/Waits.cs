namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// The waits of one pass: whoever has to wait, in the pass or in a mailbox below it, does so here, and whoever shows or counts waiting
/// looks here. Safe for concurrent use.
/// </summary>
public sealed class Waits(TimeProvider time)
{
    /// <summary>A timer stands still while a machine sleeps, and does not know of a clock that is set: looked at again this often.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Wait> _now = [];
    private long _since;
    private TimeSpan _over;

    /// <summary>Raised when a wait begins or ends, by whoever waits.</summary>
    public event Action? Changed;

    /// <summary>The wait that ends last; null when nobody waits.</summary>
    public Wait? Longest
    {
        get
        {
            lock (_lock)
            {
                return _now.MaxBy(wait => wait.Until);
            }
        }
    }

    /// <summary>For how long somebody has waited so far; waits side by side count once.</summary>
    public TimeSpan Passive
    {
        get
        {
            lock (_lock)
            {
                return _now.Count == 0 ? _over : _over + time.GetElapsedTime(_since);
            }
        }
    }

    /// <summary>Waits at least until then; returns at once when that is past.</summary>
    public async Task WaitAsync(DateTimeOffset until, WaitCause cause, CancellationToken cancellationToken)
    {
        if (until <= time.GetUtcNow())
        {
            return;
        }

        var wait = new Wait(until, cause);
        Begin(wait);
        try
        {
            while (until - time.GetUtcNow() is var left && left > TimeSpan.Zero)
            {
                // A delay counts whole milliseconds, and rounding down would come back too early.
                var delay = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, Slice.TotalMilliseconds)));
                await Task.Delay(delay, time, cancellationToken);
            }
        }
        finally
        {
            End(wait);
        }
    }

    private void Begin(Wait wait)
    {
        lock (_lock)
        {
            if (_now.Count == 0)
            {
                _since = time.GetTimestamp();
            }

            _now.Add(wait);
        }

        Changed?.Invoke();
    }

    private void End(Wait wait)
    {
        lock (_lock)
        {
            _now.Remove(wait);
            if (_now.Count == 0)
            {
                _over += time.GetElapsedTime(_since);
            }
        }

        Changed?.Invoke();
    }
}
