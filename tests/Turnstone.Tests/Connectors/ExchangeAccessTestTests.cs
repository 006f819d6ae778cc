using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox;
using Xunit;
using static Turnstone.Tests.Connectors.AccessTestRun;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>The access test where all is well, and what it leaves behind.</summary>
public class ExchangeAccessTestTests
{
    [Fact]
    public async Task WorkingServer_PassesEachStep_AndNothingIsWrittenUnasked()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate));

        Assert.Equal(ExchangeAccessTest.StepNames, steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.NotEqual(TestOutcome.Failed, step.Outcome));
        Assert.Contains("Basic is used", Find(steps, "Service").Detail, StringComparison.Ordinal);
        Assert.Contains("no mailbox of its own", Find(steps, "Sign-in").Detail, StringComparison.Ordinal);
        Assert.Contains("by FullAccess", Find(steps, "Mailbox").Detail, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Skipped, Find(steps, "Test item").Outcome);
        Assert.Null(await TestFolderOf(world));
    }

    [Fact]
    public async Task TestItem_ArrivesAsADeliveryDoes_AndLeavesOneFolderThatIsNamed()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options(ExchangeAccess.Impersonate), test => Writing(test));

        var item = Assert.Single(await world.ItemsAsync((await TestFolderOf(world))!));
        Assert.Equal(TestOutcome.Ok, Find(steps, "Test item").Outcome);
        Assert.Contains($"\"{FolderName}\" with one item", Find(steps, "Test item").Detail, StringComparison.Ordinal);
        Assert.Contains("delete the folder", Find(steps, "Test item").Remedy, StringComparison.Ordinal);
        Assert.Equal((true, "Turnstone test"), (item.IsRead, Assert.Single(item.Categories)));
    }

    [Fact]
    public async Task RunAgainAndAgain_KeepsToOneFolder_AndStopsWritingAtTwentyItems()
    {
        await using var world = await StartAsync();
        for (var run = 0; run < 20; run++)
        {
            Assert.Equal(TestOutcome.Ok, Find(await RunAsync(world.Options(ExchangeAccess.Delegate), test => Writing(test)), "Test item").Outcome);
        }

        var last = Find(await RunAsync(world.Options(ExchangeAccess.Delegate), test => Writing(test)), "Test item");

        Assert.Equal(TestOutcome.Warning, last.Outcome);
        Assert.Contains("Nothing was written", last.Detail, StringComparison.Ordinal);
        Assert.Equal(20, (await world.ItemsAsync((await TestFolderOf(world))!)).Count);
        Assert.Single(await FolderNamesAsync(world), name => name.StartsWith("Turnstone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GivenOnlyTheServer_SkipsWhatNeedsAnAccount()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options(), test => new ExchangeAccessTest(test, TimeProvider.System) { Reach = ExchangeTestReach.Service });

        Assert.Equal(TestOutcome.Ok, Find(steps, "Service").Outcome);
        Assert.All(steps.SkipWhile(step => step.Name != "Sign-in"), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
    }

    [Fact]
    public async Task ShortQuota_IsAFault_WithTheSizeToSet()
    {
        await using var world = await StartAsync(quota: new() { MaxBytes = 2L << 30 });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), test => Sized(test, 5_000_000_000));
        var fits = await RunAsync(world.Options(ExchangeAccess.Delegate), test => Sized(test, 1_000_000_000));
        var tight = await RunAsync(world.Options(ExchangeAccess.Delegate), test => Sized(test, 2_100_000_000));

        var quota = Find(steps, "Quota");
        Assert.Equal((TestOutcome.Failed, TestOutcome.Ok, TestOutcome.Warning), (quota.Outcome, Find(fits, "Quota").Outcome, Find(tight, "Quota").Outcome));
        Assert.Contains("2.1 GB left, and 5.0 GB are to come", quota.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Set-Mailbox anna@new.example -UseDatabaseQuotaDefaults $false -ProhibitSendReceiveQuota 7GB", quota.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Round trip").Outcome);
    }

    [Fact]
    public async Task UnknownQuota_IsSaid_AndWarnsWhereMuchIsToCome()
    {
        await using var world = await StartAsync();

        var unknown = Find(await RunAsync(world.Options(ExchangeAccess.Delegate), test => Sized(test, 5_000_000_000)), "Quota");

        Assert.Equal(TestOutcome.Warning, unknown.Outcome);
        Assert.Contains("Get-Mailbox anna@new.example", unknown.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullMailbox_FailsTheTestItem_AndTheRestGoesOn()
    {
        await using var world = await StartAsync(quota: new() { MaxBytes = 1024 });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), test => Writing(test));

        Assert.Equal(TestOutcome.Failed, Find(steps, "Test item").Outcome);
        Assert.Contains("ProhibitSendReceiveQuota", Find(steps, "Test item").Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Throttling budget").Outcome);
    }

    private static ExchangeAccessTest Sized(ExchangeDestinationOptions options, long source) => new(options, TimeProvider.System) { LargestRequest = 1 << 20, SourceSize = source };
}
