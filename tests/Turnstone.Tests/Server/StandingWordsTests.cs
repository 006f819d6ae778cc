using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Server.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What stands below a mailbox's status.</summary>
public sealed class StandingWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 0, null)]
    [InlineData(0L, 0, 1.0)]
    [InlineData(200L, 50, 0.25)]
    [InlineData(200L, 300, 1.0)]
    public void Share_IsUnknownWhileTheSourceIsCounted(long? total, long done, double? share) =>
        Assert.Equal(share, StandingWords.ShareOf(new PassProgressInfo { ItemsTotal = total, ItemsDone = done }));

    [Fact]
    public void UnderWay_SaysRateAndWhatIsLeft()
    {
        Assert.Equal("38 items/s · 1 h 5 min left", Words(new PassProgressInfo { ItemsTotal = 10, ItemsPerSecond = 38, Expected = Now.AddMinutes(65) }));
        Assert.Equal("6.0 MB/min · less than a minute left", Words(new PassProgressInfo { ItemsTotal = 10, ItemsPerSecond = 0.2, BytesPerSecond = 100_000, Expected = Now.AddSeconds(-5) }));
        Assert.Equal("waits 3 min", Words(new PassProgressInfo { ItemsTotal = 10, WaitsUntil = Now.AddMinutes(3), Expected = Now.AddMinutes(65) }));
        Assert.Equal("comparing", Words(new PassProgressInfo { ItemsTotal = 10, Phase = "Verifying" }));
        Assert.Equal("INBOX/Old", Words(new PassProgressInfo { Phase = "Counting", Folder = "INBOX/Old" }));
    }

    [Fact]
    public void BeforeAndAfter_SayWhenItStartsAndWhatItCameTo()
    {
        Assert.Equal("starts in 1 day 2 h", StandingWords.Of(Pass(PassState.Submitted) with { Due = Now.AddHours(26) }, Now));
        Assert.Equal("1,200 copied · 4.2 MB · 7 there already", StandingWords.Of(Pass(PassState.Completed, new PassProgressInfo { Copied = 1200, BytesCopied = 4_200_000, AlreadyThere = 7 }), Now));
        Assert.Equal("", StandingWords.Of(Pass(PassState.Completed) with { Kind = PassKind.Verify }, Now));
        Assert.Equal("Refused.", StandingWords.Of(Pass(PassState.Failed) with { Failure = new FailureInfo("source/sign-in", "Refused.", "") }, Now));
    }

    private static string Words(PassProgressInfo progress) => StandingWords.Of(Pass(PassState.Migrating, progress), Now);

    private static LatestPassInfo Pass(PassState state, PassProgressInfo? progress = null) => new()
    {
        Id = Guid.Empty, Kind = PassKind.Full, State = state, Submitted = Now, Due = Now, Progress = progress ?? new PassProgressInfo(),
    };
}
