using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Checks;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Throttling;
using Xunit;
using static Turnstone.Tests.Connectors.AccessTestRun;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>The access test's measures: which limit binds, by the setting's name, and how far throttling lets one go.</summary>
public class AccessLimitTests
{
    private const string FrontEnd = "maxAllowedContentLength of the front end (FrontEnd\\HttpProxy\\ews\\web.config)";
    private const string BackEnd = "maxAllowedContentLength of the back end (ClientAccess\\exchweb\\ews\\web.config)";
    private const string Received = "maxReceivedMessageSize of the back end (ClientAccess\\exchweb\\ews\\web.config)";

    /// <summary>Out of the way of the limit that is looked for.</summary>
    private static readonly ServerLimits Wide = new() { MaxRequestBytes = 1 << 30 };

    [Theory]
    [InlineData(10L << 20, "10 MB (10,485,760 bytes)")]
    [InlineData(35_000_000, "33.4 MB (35,000,000 bytes)")]
    [InlineData(35L << 20, "35 MB (36,700,160 bytes)")]
    [InlineData(64L << 20, "64 MB (67,108,864 bytes), the default")]
    [InlineData(150L << 20, "150 MB (157,286,400 bytes)")]
    public async Task RequestLimitOfTheFrontEnd_IsFoundAndNamed(long limit, string said)
    {
        await using var world = await StartAsync(limits: new ServerLimits { MaxRequestBytes = limit });

        await AssertNamedAsync(world, said, FrontEnd, "404.13", limit);
    }

    [Theory]
    [InlineData(10L << 20, "10 MB (10,485,760 bytes)")]
    [InlineData(35_000_000, "33.4 MB (35,000,000 bytes)")]
    [InlineData(64L << 20, "64 MB (67,108,864 bytes), the default")]
    [InlineData(150L << 20, "150 MB (157,286,400 bytes)")]
    public async Task RequestLimitsOfTheBackEnd_AreToldApart(long limit, string said)
    {
        await using var filtered = await StartAsync(limits: Wide with { MaxBackEndRequestBytes = limit });
        await using var received = await StartAsync(limits: Wide with { MaxReceivedMessageBytes = limit });

        await AssertNamedAsync(filtered, said, BackEnd, "HTTP 404 came through Exchange's front end", limit);
        await AssertNamedAsync(received, said, Received, "HTTP 413 came through Exchange's front end", limit);
    }

    [Fact]
    public async Task WideRequests_AreTriedToTheCeilingOfBytesAndNoFurther()
    {
        await using var world = await StartAsync(limits: Wide);

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), options => new ExchangeAccessTest(options, TimeProvider.System) { MostBytes = 20 << 20 });

        var largest = Find(steps, "Largest request");
        Assert.Equal(TestOutcome.Ok, largest.Outcome);
        Assert.StartsWith("10 MB are taken; the test's ceiling in bytes is reached", largest.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, false, "the organisation's size (10 MB is the default of Set-TransportConfig")]
    [InlineData(35, false, "the organisation's size (Set-TransportConfig")]
    [InlineData(10, true, "the mailbox's own size")]
    [InlineData(35, true, "the mailbox's own size")]
    [InlineData(64, true, "the mailbox's own size")]
    public async Task MessageLimit_IsMeasuredAndNamed_AndLeavesOneMessage(int megabytes, bool isMailboxes, string knob)
    {
        var limit = (long)megabytes << 20;
        await using var world = await StartAsync(
            limits: isMailboxes ? Wide with { MaxMailboxMessageBytes = limit, MaxMessageBytes = 1 << 20 } : Wide with { MaxMessageBytes = limit },
            change: options => options with { IsMeasured = true });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), options => MeasuringMessages(options, limit + (12 << 20)));
        var again = await RunAsync(world.Options(ExchangeAccess.Delegate), options => MeasuringMessages(options, limit + (12 << 20)));

        var largest = Find(steps, "Largest message");
        Assert.Equal(TestOutcome.Warning, largest.Outcome);
        Assert.StartsWith($"{megabytes} MB. What binds is {knob}", largest.Detail, StringComparison.Ordinal);
        Assert.Contains("ErrorMessageSizeExceeded", largest.Detail, StringComparison.Ordinal);
        Assert.StartsWith(isMailboxes ? "Set-Mailbox anna@new.example -MaxReceiveSize" : "Set-TransportConfig -MaxReceiveSize", largest.Remedy, StringComparison.Ordinal);
        Assert.Contains("delete the folder", largest.Remedy, StringComparison.Ordinal);
        Assert.Equal(largest.Detail, Find(again, "Largest message").Detail);

        // One for each run's test item, and one message for both.
        Assert.Equal(3, (await world.ItemsAsync((await TestFolderOf(world))!)).Count);
    }

    [Fact]
    public async Task MessageLimitUnmeasured_IsWhatTheMailboxSays()
    {
        await using var world = await StartAsync(limits: new ServerLimits { MaxMailboxMessageBytes = 35 << 20 });

        var told = Find(await RunAsync(world.Options(ExchangeAccess.Delegate)), "Largest message");

        Assert.Equal(TestOutcome.Ok, told.Outcome);
        Assert.StartsWith("35 MB, as the mailbox itself says", told.Detail, StringComparison.Ordinal);
        Assert.Null(await TestFolderOf(world));
    }

    [Fact]
    public async Task DefaultThrottling_IsFelt_NamedWithItsLimit_AndEndsTheMeasuring()
    {
        await using var world = await StartAsync(
            limits: new ServerLimits { LeastRequestTime = TimeSpan.FromMilliseconds(250) }, change: options => options with { Throttling = new ThrottlingPolicy() });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), AtOnce);

        var (atOnce, budget) = (Find(steps, "Requests at once"), Find(steps, "Throttling budget"));
        Assert.Equal(TestOutcome.Warning, atOnce.Outcome);
        Assert.Contains("26 at once are taken, 30 are not (ErrorExceededConnectionCount): EwsMaxConcurrency binds. The server names its limit: 27, the default.", atOnce.Detail, StringComparison.Ordinal);
        Assert.Contains("Set-ThrottlingPolicyAssociation mover", atOnce.Remedy, StringComparison.Ordinal);
        Assert.Contains("turnstone prepare exchange", atOnce.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Skipped, budget.Outcome);
    }

    [Fact]
    public async Task UnlimitedThrottling_IsFoundWhereRequestsMeet_AndNotClaimedWhereTheyDoNot()
    {
        await using var slow = await StartAsync(limits: new ServerLimits { LeastRequestTime = TimeSpan.FromMilliseconds(150) });
        await using var quick = await StartAsync();

        var sure = Find(await RunAsync(slow.Options(ExchangeAccess.Delegate), AtOnce), "Requests at once");
        var unsure = Find(await RunAsync(quick.Options(ExchangeAccess.Delegate), options => new ExchangeAccessTest(options, TimeProvider.System) { LargestRequest = 1 << 20, MostRequestsAtOnce = 12 }), "Requests at once");

        Assert.Equal((TestOutcome.Ok, TestOutcome.Ok), (sure.Outcome, unsure.Outcome));
        Assert.StartsWith("30 at once, none refused: EwsMaxConcurrency is above its default of 27", sure.Detail, StringComparison.Ordinal);
        Assert.Equal("12 sent at once, none refused, as far as was tried", unsure.Detail);
    }

    [Fact]
    public async Task FirstBackOff_EndsAllMeasuring()
    {
        await using var world = await StartAsync("""{"rules":[{"operation":"FindFolder","nth":1,"serverBusy":{"backOffMs":90000}}]}""");

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), Writing);

        Assert.Equal(TestOutcome.Failed, Find(steps, "Quota").Outcome);
        Assert.All(
            steps.SkipWhile(step => step.Name != "Round trip"),
            step => Assert.True(step.Outcome == TestOutcome.Skipped && step.Detail.Contains("asks to be left alone", StringComparison.Ordinal), $"{step}"));
        Assert.Equal(0, world.Throttling.InsideBackOff);
        Assert.Null(await TestFolderOf(world));
    }

    private static async Task AssertNamedAsync(ExchangeWorld world, string said, string knob, string evidence, long limit)
    {
        var largest = Find(await RunAsync(world.Options(ExchangeAccess.Delegate), options => new ExchangeAccessTest(options, TimeProvider.System)), "Largest request");

        Assert.Equal(limit < 64L << 20 ? TestOutcome.Warning : TestOutcome.Ok, largest.Outcome);
        Assert.StartsWith($"{said}", largest.Detail, StringComparison.Ordinal);
        Assert.Contains($"What binds is {knob}: ", largest.Detail, StringComparison.Ordinal);
        Assert.Contains(evidence, largest.Detail, StringComparison.Ordinal);
        Assert.StartsWith("To take larger messages raise ", largest.Remedy, StringComparison.Ordinal);
        Assert.Contains("maxRequestLength is not used by EWS", largest.Remedy, StringComparison.Ordinal);
    }

    private static ExchangeAccessTest MeasuringMessages(ExchangeDestinationOptions options, long largest) =>
        new(options, TimeProvider.System) { LargestRequest = 1 << 20, Writes = true, MeasuresMessages = true, LargestMessage = largest };

    private static ExchangeAccessTest AtOnce(ExchangeDestinationOptions options) => new(options, TimeProvider.System) { LargestRequest = 1 << 20, MostRequestsAtOnce = 30 };
}
