using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Sandbox.Proxies;
using Xunit;

namespace Turnstone.EndToEnd.Faults;

/// <summary>Everything the laboratory can do to the way to Exchange: nothing is lost, nothing comes twice, and trouble that passes is outlived.</summary>
public sealed class DestinationFaultTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    [Theory]
    [InlineData("\"dropReplyAfterCommit\": true")]
    [InlineData("\"dropReplyAfterCommit\": \"reset\"")]
    [InlineData("\"dropReplyAfterCommit\": \"halfClose\"")]
    [InlineData("\"dropBeforeProcessing\": true")]
    [InlineData("\"dropBeforeProcessing\": \"reset\"")]
    [InlineData("\"cutRequest\": 600")]
    [InlineData("\"cutRequest\": 9000")]
    [InlineData("\"truncateReply\": 0")]
    [InlineData("\"truncateReply\": 10")]
    [InlineData("\"truncateReply\": 900")]
    [InlineData("\"truncateXml\": 0")]
    [InlineData("\"truncateXml\": 1100")]
    [InlineData("\"stallRequest\": true")]
    [InlineData("\"stallReply\": 0")]
    [InlineData("\"stallReply\": 900")]
    [InlineData("\"trickle\": { \"bytes\": 900, \"everyMs\": 40000 }")]
    [InlineData("\"delay\": 50000")]
    [InlineData("\"http503\": true")]
    [InlineData("\"httpStatus\": 400")]
    [InlineData("\"httpStatus\": 405")]
    [InlineData("\"httpStatus\": 502")]
    [InlineData("\"httpStatus\": { \"status\": 400, \"afterCommit\": true }")]
    [InlineData("\"httpStatus\": { \"status\": 405, \"afterCommit\": true }")]
    [InlineData("\"httpStatus\": { \"status\": 500, \"afterCommit\": true }")]
    [InlineData("\"httpStatus\": { \"status\": 503, \"afterCommit\": true }")]
    [InlineData("\"httpStatus\": { \"status\": 504, \"afterCommit\": true }")]
    [InlineData("\"httpStatus\": { \"status\": 200, \"afterCommit\": true }")]
    [InlineData("\"loginPage\": true")]
    [InlineData("\"internalServerError\": true")]
    [InlineData("\"fault\": { \"code\": \"ErrorInternalServerError\", \"afterCommit\": true }")]
    [InlineData("\"fault\": { \"code\": \"ErrorTimeoutExpired\", \"afterCommit\": true }")]
    [InlineData("\"fault\": { \"code\": \"ErrorTimeoutExpired\" }")]
    [InlineData("\"fault\": { \"code\": \"ErrorExceededConnectionCount\" }")]
    [InlineData("\"fault\": { \"code\": \"ErrorMailboxStoreUnavailable\", \"afterCommit\": true }")]
    [InlineData("\"batchStopAt\": 0")]
    [InlineData("\"batchStopAt\": 3")]
    [InlineData("\"itemError\": { \"item\": 2, \"code\": \"ErrorTimeoutExpired\" }")]
    [InlineData("\"itemError\": { \"item\": 2, \"code\": \"ErrorTimeoutExpired\", \"afterCommit\": true }")]
    [InlineData("\"itemError\": { \"item\": 0, \"code\": \"ErrorInternalServerError\" }")]
    [InlineData("\"itemError\": { \"item\": 0, \"code\": \"ErrorInternalServerError\", \"afterCommit\": true }")]
    [InlineData("\"itemError\": { \"item\": 9, \"code\": \"ErrorExceededConnectionCount\" }")]
    [InlineData("\"itemError\": { \"item\": 4, \"code\": \"ErrorOfAnotherYear\", \"afterCommit\": true }")]
    [InlineData("\"itemError\": { \"item\": 4, \"code\": \"ErrorItemSave\", \"afterCommit\": true }")]
    [InlineData("\"shortByOne\": true")]
    [InlineData("\"reverseReplies\": true")]
    [InlineData("\"doubleReply\": true")]
    public async Task FaultOfADelivery_CostsNothingButTime(string action) => await OutliveAsync("CreateItem", 3, action);

    [Theory]
    [InlineData("GetFolder", 1)]
    [InlineData("FindFolder", 1)]
    [InlineData("CreateFolder", 1)]
    [InlineData("FindItem", 1)]
    [InlineData("FindItem", 2)]
    [InlineData("GetItem", 1)]
    public async Task FaultOfAnyOtherRequest_CostsNothingButTime(string operation, int nth)
    {
        foreach (var action in new[]
                 {
                     "\"dropReplyAfterCommit\": true", "\"dropBeforeProcessing\": \"reset\"", "\"truncateXml\": 700", "\"httpStatus\": 400", "\"http503\": true",
                     "\"fault\": { \"code\": \"ErrorTimeoutExpired\", \"afterCommit\": true }", "\"loginPage\": true", "\"serverBusy\": { \"asStatus\": 200 }",
                 })
        {
            await OutliveAsync(operation, nth, action);
        }
    }

    [Theory]
    [InlineData("\"dropBeforeProcessing\": true")]
    [InlineData("\"dropBeforeProcessing\": \"reset\"")]
    [InlineData("\"stallRequest\": true")]
    [InlineData("\"delay\": 20000")]
    public async Task FaultOfAConnection_CostsNothingButTime(string action)
    {
        await OutliveAsync("connect", 1, action);
        await OutliveAsync("connect", 2, action);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{ \"backOffMs\": 0 }")]
    [InlineData("{ \"backOffMs\": 5000 }")]
    [InlineData("{ \"backOffMs\": 300000 }")]
    [InlineData("{ \"asStatus\": 200 }")]
    [InlineData("{ \"backOffMs\": 0, \"asStatus\": 200 }")]
    [InlineData("{ \"backOffMs\": 5000, \"asStatus\": 200 }")]
    [InlineData("{ \"backOffMs\": 300000, \"asStatus\": 200 }")]
    public async Task BusyServer_IsLeftAloneAsLongAsItSays(string busy)
    {
        await using var world = await StartAsync();
        world.DeliverConcurrency = 1;
        await using var proxy = world.BeforeDestination($$"""{ "operation": "CreateItem", "nth": 3, "serverBusy": {{busy}} }""");

        var report = await world.PassAsync(null, proxy);

        Assert.Equal(PassStatus.Completed, report.Status);
        Assert.Equal((1, 0), (proxy.Tally.Faults["serverBusy"], proxy.Tally.RequestsInsideBackOff));
        await world.AssertMovedAsync();
    }

    [Fact]
    public async Task CertificateThatChanges_EndsThePassAndIsNamed_AndTheNextOneCompletes()
    {
        await using var world = await StartAsync();
        await using var proxy = world.BeforeDestination("""{ "operation": "CreateItem", "nth": 3, "changeCertificate": true }""");

        var stopped = await world.PassAsync(null, proxy);
        var next = await world.PassAsync(null, null);

        Assert.Equal((PassStatus.Failed, FailureCodes.DestinationCertificate), (stopped.Status, stopped.Failure!.Code));
        Assert.Equal(PassStatus.Completed, next.Status);
        await world.AssertMovedAsync();
    }

    private async Task OutliveAsync(string operation, int nth, string action)
    {
        await using var world = await StartAsync();
        world.Verification = operation == "GetItem" ? VerificationMode.Full : VerificationMode.None;
        await using var proxy = world.BeforeDestination($$"""{ "operation": "{{operation}}", "nth": {{nth}}, {{action}} }""");

        // Nobody asks what was delivered unless an answer gives reason to.
        await using var asking = operation == "FindItem" ? world.BeforeDestination("""{ "operation": "CreateItem", "every": 3, "times": 3, "dropReplyAfterCommit": true }""", proxy) : null;

        var report = await world.PassAsync(null, asking ?? proxy);

        Assert.True(report.Status == PassStatus.Completed, $"{operation} {action}: {report.Status}, {report.Failure}");
        AssertHappened(proxy, action);
        await world.AssertMovedAsync();
    }

    private static void AssertHappened(FaultProxy proxy, string action) => Assert.Equal(1, proxy.Tally.Faults.GetValueOrDefault(action.Split('"')[1]));

    private Task<FaultWorld> StartAsync() => FaultWorld.StartAsync(fixture.Server, FaultFixture.Frida);
}
