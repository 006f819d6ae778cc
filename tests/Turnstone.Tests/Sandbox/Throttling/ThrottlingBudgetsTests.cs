using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.Tests.Sandbox.Throttling;

public class ThrottlingBudgetsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void DefaultPolicy_HasTheDocumentedNumbers()
    {
        ThrottlingPolicy policy = new();

        Assert.Equal((27, 300_000, 900_000, 3_000_000, 1000, 5), (
            policy.EwsMaxConcurrency, policy.EwsMaxBurst!.Value.TotalMilliseconds, policy.EwsRechargeRate.TotalMilliseconds,
            policy.EwsCutoffBalance!.Value.TotalMilliseconds, policy.FindCountLimit, policy.ConcurrentSyncCalls));
    }

    [Fact]
    public void TwentyEighthRequest_IsRefused_InTheRecordedWords()
    {
        ThrottlingBudgets budgets = new(new ThrottlingPolicy(), _time);
        List<ThrottlingLease> leases = [.. Enumerable.Range(0, 27).Select(_ => Enter(budgets, "Svc@x.example"))];

        Admission.Refused refusal = Assert.IsType<Admission.Refused>(budgets.TryEnter("svc@X.example", isSync: false));

        Assert.Equal("ErrorExceededConnectionCount", refusal.ResponseCode);
        Assert.Equal("You have exceeded the available concurrent connections for your account.  Try again once your other requests have completed.", refusal.Text);
        Assert.Equal(["Policy", "MaxConcurrencyLimit", "ErrorMessage"], refusal.MessageXml.Select(value => value.Key));
        Assert.Equal(
            "This operation exceeds the throttling budget for policy part 'MaxConcurrency', policy value '27',  Budget type: 'Ews'.  Suggested backoff time 0 ms.",
            refusal.MessageXml[2].Value);

        leases[0].Dispose();
        leases[0].Dispose();
        Enter(budgets, "svc@x.example");
        Assert.IsType<Admission.Refused>(budgets.TryEnter("svc@x.example", isSync: false));
        Assert.IsType<Admission.Admitted>(budgets.TryEnter("other@x.example", isSync: false));
    }

    [Fact]
    public void SixthSync_IsTurnedAway_WhileOtherRequestsPass()
    {
        ThrottlingBudgets budgets = new(new ThrottlingPolicy(), _time);
        for (int i = 0; i < 5; i++)
        {
            Enter(budgets, "a", isSync: true);
        }

        Admission.Refused refusal = Assert.IsType<Admission.Refused>(budgets.TryEnter("a", isSync: true));

        Assert.Equal(("ErrorServerBusy", TimeSpan.FromSeconds(5)), (refusal.ResponseCode, refusal.BackOff));
        Assert.Equal(new KeyValuePair<string, string>("BackOffMilliseconds", "5000"), Assert.Single(refusal.MessageXml));
        Assert.IsType<Admission.Admitted>(budgets.TryEnter("a", isSync: false));
    }

    [Fact]
    public void CutOffAccount_IsBusy_ForExactlyTheBackOffItIsTold()
    {
        ThrottlingBudgets budgets = new(new ThrottlingPolicy(), _time);
        using (ThrottlingLease lease = Enter(budgets, "a"))
        {
            lease.Charge(TimeSpan.FromMilliseconds(3_300_001));
        }

        Admission.Refused refusal = Assert.IsType<Admission.Refused>(budgets.TryEnter("a", isSync: false));
        _time.Advance(refusal.BackOff);

        Assert.Equal("The server cannot service this request right now. Try again later.", refusal.Text);
        Assert.Equal("12000004", refusal.MessageXml[0].Value);
        Assert.IsType<Admission.Admitted>(budgets.TryEnter("a", isSync: false));
    }

    [Fact]
    public void ItemFasterThanTheLeastItemTime_CostsThatTime()
    {
        ThrottlingBudgets budgets = new(new ThrottlingPolicy { EwsMaxBurst = TimeSpan.Zero, LeastItemTime = TimeSpan.FromMilliseconds(2) }, _time);
        using ThrottlingLease lease = Enter(budgets, "a");

        Assert.Equal(TimeSpan.FromMilliseconds(8), lease.Charge(TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(12), lease.Charge(TimeSpan.FromMilliseconds(3)));
    }

    [Fact]
    public void UnlimitedPolicy_NeverDelaysNorRefuses()
    {
        ThrottlingBudgets budgets = new(ThrottlingPolicy.Unlimited, _time);

        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, Enter(budgets, "a", isSync: true).Charge(TimeSpan.FromHours(1)));
        }
    }

    [Fact]
    public void LeaseGivenBack_CannotBeCharged()
    {
        ThrottlingLease lease = Enter(new ThrottlingBudgets(new ThrottlingPolicy(), _time), "a");
        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(() => lease.Charge(TimeSpan.Zero));
    }

    private static ThrottlingLease Enter(ThrottlingBudgets budgets, string account, bool isSync = false) =>
        Assert.IsType<Admission.Admitted>(budgets.TryEnter(account, isSync)).Lease;
}
