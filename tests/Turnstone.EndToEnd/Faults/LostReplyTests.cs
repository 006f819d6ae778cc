using Turnstone.Engine.Reporting;
using Turnstone.Sandbox.Dovecot;
using Xunit;

namespace Turnstone.EndToEnd.Faults;

/// <summary>Of all that Exchange answers, two replies in a hundred are lost after it did its work, and two more are a bare 400.</summary>
public sealed class LostReplyTests(FaultFixture fixture, ITestOutputHelper output) : IClassFixture<FaultFixture>
{
    private const int Messages = 10_000;

    private const string Rules = """
        { "operation": "*", "probability": 0.02, "dropReplyAfterCommit": true },
        { "operation": "*", "probability": 0.01, "httpStatus": { "status": 400, "afterCommit": true } },
        { "operation": "*", "probability": 0.01, "httpStatus": 400 }
        """;

    [Fact]
    public async Task TenThousandMessages_ArriveExactlyOnce()
    {
        await MailLoader.LoadAsync(fixture.Server, FaultFixture.Mailbox(FaultFixture.Gerd, Messages), TestContext.Current.CancellationToken);
        await using var world = await FaultWorld.StartAsync(fixture.Server, FaultFixture.Gerd);
        await using var proxy = world.BeforeDestination(Rules);

        var report = await world.PassAsync(null, proxy);

        output.WriteLine($"{report.Totals}; requests {string.Join(", ", proxy.Tally.Requests)}; faults {string.Join(", ", proxy.Tally.Faults)}");
        Assert.Equal(PassStatus.Completed, report.Status);
        Assert.Equal((Messages, Messages, 0L), (report.Totals.Found, report.Totals.Copied + report.Totals.AlreadyThere, report.Totals.Failed));
        Assert.True(proxy.Tally.Requests["CreateItem"] > Messages / world.BatchItems, $"{proxy.Tally.Requests["CreateItem"]} deliveries");
        Assert.All(["dropReplyAfterCommit", "httpStatus"], fault => Assert.InRange(proxy.Tally.Faults[fault], 10, 60));
        await world.AssertMovedAsync();
    }
}
