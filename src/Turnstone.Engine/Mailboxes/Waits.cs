namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// The waits of one pass: whoever has to wait, in the pass or in a mailbox below it, does so here, and whoever shows or counts waiting
/// looks here. Their clock is the machine's running time: one that is set, by an operator or a time server, ends no wait early and draws
/// none out. Safe for concurrent use.
/// </summary>
public sealed class Waits(TimeProvider time)
{
    /// <summary>A timer takes no more than some weeks, and may stand still while a machine sleeps: looked at again this often.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly List<(TimeSpan Until, WaitCause Cause)> _now = [];
    private long _since;
    private TimeSpan _over;

    /// <summary>Raised when a wait begins or ends, by whoever waits.</summary>
    public event Action? Changed;

    /// <summary>The time by the clock of the waits, which began when they were made.</summary>
    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>The wait that ends last, as the machine's clock stands; null when nobody waits.</summary>
    public Wait? Longest
    {
        get
        {
            lock (_lock)
            {
                return _now.Count == 0 ? null : Show(_now.MaxBy(wait => wait.Until));
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

    /// <summary>Waits at least until then, by <see cref="Now"/>; returns at once when that is past.</summary>
    public async Task WaitAsync(TimeSpan until, WaitCause cause, CancellationToken cancellationToken)
    {
        if (until <= Now)
        {
            return;
        }

        Begin((until, cause));
        try
        {
            while (until - Now is var left && left > TimeSpan.Zero)
            {
                // A delay counts whole milliseconds, and rounding down would come back too early.
                var delay = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, Slice.TotalMilliseconds)));
                await Task.Delay(delay, time, cancellationToken);
            }
        }
        finally
        {
            End((until, cause));
        }
    }

    private Wait Show((TimeSpan Until, WaitCause Cause) wait) => new(time.GetUtcNow() + (wait.Until - Now), wait.Cause);

    private void Begin((TimeSpan Until, WaitCause Cause) wait)
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

    private void End((TimeSpan Until, WaitCause Cause) wait)
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
