namespace Turnstone.Sandbox.Throttling;

/// <summary>Room for one running request. Dispose gives it back, once however often it is called.</summary>
public sealed class ThrottlingLease : IDisposable
{
    private readonly bool _isSync;
    private AccountBudget? _budget;

    internal ThrottlingLease(AccountBudget budget, bool isSync)
    {
        _budget = budget;
        _isSync = isSync;
    }

    /// <summary>
    /// Charges server time, after each item of a batch. The answer is how long to wait before the next item; zero within the burst [D].
    /// </summary>
    public TimeSpan Charge(TimeSpan elapsed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(elapsed, TimeSpan.Zero);
        AccountBudget budget = _budget ?? throw new ObjectDisposedException(nameof(ThrottlingLease));
        return budget.Charge(elapsed);
    }

    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Leave(_isSync);
}
