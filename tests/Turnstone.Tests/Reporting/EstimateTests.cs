using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Reporting;

public class EstimateTests
{
    private static readonly Totals Small = new() { WouldCopy = 15_000, WouldCopyBytes = 50_000_000 };
    private static readonly Totals Large = new() { WouldCopy = 15, WouldCopyBytes = 5_000_000_000 };

    [Fact]
    public void ItemsAndBytes_BothCostTime()
    {
        Assert.Equal(1010, Estimate.Of([Small], 8, null).Time.TotalSeconds);
        Assert.Equal(1001, Estimate.Of([Large], 8, null).Time.TotalSeconds);
    }

    [Fact]
    public void MailboxesAtOnce_ShareTheTime_ButNoneIsShorterThanTheLongest()
    {
        Assert.Equal(1010, Estimate.Of([Small, Large], 2, null).Time.TotalSeconds);
        Assert.Equal(2011, Estimate.Of([Small, Large], 1, null).Time.TotalSeconds);
    }

    [Fact]
    public void Cap_HoldsOverAllMailboxes_AndIsSaid()
    {
        var estimate = Estimate.Of([Small, Large], 2, 1_000_000);

        Assert.Equal(5050, estimate.Time.TotalSeconds);
        Assert.Contains("1.0 MB a second in all", estimate.Assumptions, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingToCopy_TakesNoTime() => Assert.Equal(TimeSpan.Zero, Estimate.Of([], 8, null).Time);
}
