using Turnstone.Sandbox.Throttling;

namespace Turnstone.Sandbox.Operations;

/// <summary>Charges each item's server time to the account and waits where its burst is spent.</summary>
internal sealed class BudgetPace(ThrottlingLease lease, TimeProvider time) : Pace
{
    private long _since = time.GetTimestamp();

    public override async ValueTask AfterItemAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var wait = lease.Charge(time.GetElapsedTime(_since, now));
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
            now = time.GetTimestamp();
        }

        _since = now;
    }
}
