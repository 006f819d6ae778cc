using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.Tests.Sandbox.Throttling;

public class TokenBucketTests
{
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(300_000);
    private static readonly TimeSpan Rate = TimeSpan.FromMilliseconds(900_000);
    private static readonly TimeSpan Cutoff = TimeSpan.FromMilliseconds(3_000_000);

    [Fact]
    public void Balance_IsNeverAboveTheBurst_AndAddsUpToTheTick() => Prop.ForAll((int seed) =>
    {
        Random random = new(seed);
        FakeTimeProvider time = new();
        TokenBucket bucket = new(Burst, Rate, cutoff: null, time);
        decimal expected = Burst.Ticks;
        for (int step = 0; step < 50; step++)
        {
            TimeSpan passed = new(random.NextInt64(TimeSpan.TicksPerMinute * 5));
            TimeSpan used = new(random.NextInt64(TimeSpan.TicksPerMinute));

            time.Advance(passed);
            bucket.Charge(used);

            expected = Math.Min(Burst.Ticks, expected + ((decimal)passed.Ticks * Rate.Ticks / TimeSpan.TicksPerHour)) - used.Ticks;
            Assert.True(bucket.Balance <= Burst);
            Assert.InRange(bucket.Balance.Ticks - expected, -1, 0.001m);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void ManyShortWaits_RechargeAsOneLongWait()
    {
        FakeTimeProvider time = new();
        TokenBucket bucket = new(Burst, Rate, cutoff: null, time);
        bucket.Charge(Burst);

        for (int i = 0; i < 3_600; i++)
        {
            time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond / 4));
        }

        Assert.Equal(Rate / 4, bucket.Balance);
    }

    [Fact]
    public void WithinTheBurst_NothingIsDelayed()
    {
        TokenBucket bucket = new(Burst, Rate, Cutoff, new FakeTimeProvider());

        Assert.Equal(TimeSpan.Zero, bucket.Charge(Burst));
        Assert.Equal(TimeSpan.FromSeconds(4), bucket.Charge(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void LoneCaller_OverTheBurst_SettlesAtTheRechargeRate()
    {
        FakeTimeProvider time = new();
        TokenBucket bucket = new(Burst, Rate, Cutoff, time);
        bucket.Charge(Burst);
        TimeSpan item = TimeSpan.FromSeconds(2);

        for (int i = 0; i < 100; i++)
        {
            time.Advance(item);
            time.Advance(bucket.Charge(item));
            Assert.True(bucket.Balance >= -item);
            Assert.Equal(TimeSpan.Zero, bucket.TimeUntilOpen());
        }
    }

    [Fact]
    public void PastTheCutoff_TheAccountStaysOut_UntilTheDebtIsPaid()
    {
        FakeTimeProvider time = new();
        TokenBucket bucket = new(Burst, Rate, Cutoff, time);
        bucket.Charge(Burst + Cutoff + TimeSpan.FromTicks(1));

        TimeSpan wait = bucket.TimeUntilOpen();
        time.Advance(wait - TimeSpan.FromTicks(1));
        TimeSpan almost = bucket.TimeUntilOpen();
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(TimeSpan.FromHours(10d / 3) + TimeSpan.FromTicks(4), wait);
        Assert.Equal(TimeSpan.FromTicks(1), almost);
        Assert.Equal(TimeSpan.Zero, bucket.TimeUntilOpen());
    }
}
