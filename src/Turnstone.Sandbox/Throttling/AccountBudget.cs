namespace Turnstone.Sandbox.Throttling;

/// <summary>Counts one account's running requests and its server time.</summary>
internal sealed class AccountBudget(ThrottlingPolicy policy, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TokenBucket? _bucket = policy.EwsMaxBurst is { } burst
        ? new TokenBucket(burst, policy.EwsRechargeRate, policy.EwsCutoffBalance, time)
        : null;

    private int _running;
    private int _syncing;

    public Admission TryEnter(bool isSync)
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
            return _bucket?.Charge(elapsed) ?? TimeSpan.Zero;
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
