namespace Turnstone.Sandbox.Throttling;

/// <summary>
/// Server time as a bucket of tokens: full at the burst, refilled evenly, overdrawn down to the cutoff. Exact: the balance is
/// counted in ticks times ticks of an hour, so that no recharge is ever rounded away. Not safe for concurrent use.
/// </summary>
internal sealed class TokenBucket
{
    // Assumption: no source gives the longest micro-delay. A minute is the longest a batch may run [D].
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Int128 _full;
    private readonly Int128? _cutoff;
    private readonly long _rate;
    private Int128 _balance;
    private long _counted;
    private bool _isCutOff;

    public TokenBucket(TimeSpan burst, TimeSpan rechargeAnHour, TimeSpan? cutoff, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rechargeAnHour, TimeSpan.Zero);
        _time = time;
        _full = Scaled(burst);
        _cutoff = cutoff is { } overdraft ? -Scaled(overdraft) : null;
        _rate = rechargeAnHour.Ticks;
        _balance = _full;
        _counted = time.GetTimestamp();
    }

    /// <summary>Rounded down to a tick.</summary>
    public TimeSpan Balance
    {
        get
        {
            Recharge();
            return new TimeSpan((long)Floor(_balance, TimeSpan.TicksPerHour));
        }
    }

    /// <summary>
    /// Zero while requests are let in. After a cutoff the account stays out until the debt is paid: a real 2013 that
    /// logged its policy in event 4023 shut one out from 14:15 to 18:20, about the cutoff divided by the recharge rate.
    /// </summary>
    public TimeSpan TimeUntilOpen()
    {
        Recharge();
        _isCutOff = (_isCutOff && _balance < 0) || _balance < _cutoff;
        return _isCutOff ? new TimeSpan((long)Floor(_rate - 1 - _balance, _rate)) : TimeSpan.Zero;
    }

    /// <summary>
    /// Takes server time out. Over the burst the answer is a delay in which just this charge is earned back, so a lone caller
    /// settles at the recharge rate. Assumption: the real curve of micro-delays is not published.
    /// </summary>
    public TimeSpan Charge(TimeSpan elapsed)
    {
        Recharge();
        _balance -= Scaled(elapsed);
        if (_balance >= 0)
        {
            return TimeSpan.Zero;
        }

        Int128 ticks = Scaled(elapsed) / _rate;
        return ticks < LongestDelay.Ticks ? new TimeSpan((long)ticks) : LongestDelay;
    }

    private void Recharge()
    {
        long now = _time.GetTimestamp();
        _balance = Int128.Min(_full, _balance + ((Int128)_time.GetElapsedTime(_counted, now).Ticks * _rate));
        _counted = now;
    }

    private static Int128 Scaled(TimeSpan time) => (Int128)time.Ticks * TimeSpan.TicksPerHour;

    private static Int128 Floor(Int128 value, long divisor)
    {
        (Int128 quotient, Int128 remainder) = Int128.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
