namespace Turnstone.Sandbox.Throttling;

/// <summary>Counts one account's running requests and its server time.</summary>
internal sealed class AccountBudget(ThrottlingPolicy policy, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TokenBucket? _bucket = policy.EwsMaxBurst is { } burst
        ? new TokenBucket(burst, policy.EwsRechargeRate, policy.EwsCutoffBalance, time)
        : null;

    private ThrottlingCounts _counts = new(0, 0, 0, 0);
    private (long At, TimeSpan For)? _told;
    private int _running;
    private int _syncing;

    public ThrottlingCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts;
            }
        }
    }

    public void Arrive()
    {
        lock (_gate)
        {
            var isInside = _told is { } told && time.GetElapsedTime(told.At) is var since && since > ThrottlingBudgets.Crossing && since < told.For;
            _counts += new ThrottlingCounts(1, 0, 0, isInside ? 1 : 0);
        }
    }

    public void Told(TimeSpan backOff)
    {
        lock (_gate)
        {
            _counts += new ThrottlingCounts(0, 1, 0, 0);
            var now = time.GetTimestamp();
            if (_told is not { } told || told.For - time.GetElapsedTime(told.At, now) <= TimeSpan.Zero)
            {
                _told = (now, backOff);
            }
        }
    }

    public Admission TryEnter(bool isSync)
    {
        var admission = Judge(isSync);
        if (admission is Admission.Refused refused)
        {
            Told(refused.BackOff);
        }

        return admission;
    }

    private Admission Judge(bool isSync)
    {
        lock (_gate)
        {
            if (_bucket?.TimeUntilOpen() is { Ticks: > 0 } wait)
            {
                return Refusals.Busy(wait);
            }

            if (_running >= policy.EwsMaxConcurrency)
            {
                return Refusals.TooManyConnections(policy.EwsMaxConcurrency.Value);
            }

            if (isSync && _syncing >= policy.ConcurrentSyncCalls)
            {
                return Refusals.TooManySyncCalls();
            }

            _running++;
            _syncing += isSync ? 1 : 0;
            return new Admission.Admitted(new ThrottlingLease(this, isSync));
        }
    }

    public TimeSpan Charge(TimeSpan elapsed)
    {
        lock (_gate)
        {
            var delay = _bucket?.Charge(elapsed > policy.LeastItemTime ? elapsed : policy.LeastItemTime) ?? TimeSpan.Zero;
            _counts += new ThrottlingCounts(0, 0, delay > TimeSpan.Zero ? 1 : 0, 0);
            return delay;
        }
    }

    public void Leave(bool isSync)
    {
        lock (_gate)
        {
            _running--;
            _syncing -= isSync ? 1 : 0;
        }
    }
}
