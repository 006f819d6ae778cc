using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Sandbox.Proxies;
using Xunit;

namespace Turnstone.EndToEnd.Faults;

/// <summary>Everything the laboratory can do to the way from the old server: nothing is lost or doubled or spoilt, and trouble that passes is outlived.</summary>
public sealed class SourceFaultTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    [Theory]
    [InlineData("\"byeInLiteral\": 0")]
    [InlineData("\"byeInLiteral\": 200")]
    [InlineData("\"shortLiteral\": 1")]
    [InlineData("\"shortLiteral\": 3")]
    [InlineData("\"shortLiteral\": 60")]
    [InlineData("\"refuseMessage\": { \"at\": 1 }")]
    [InlineData("\"refuseMessage\": { \"at\": 3 }")]
    [InlineData("\"dropReplyAfterCommit\": true")]
    [InlineData("\"dropReplyAfterCommit\": \"reset\"")]
    [InlineData("\"dropReplyAfterCommit\": \"halfClose\"")]
    [InlineData("\"dropBeforeProcessing\": true")]
    [InlineData("\"dropBeforeProcessing\": \"reset\"")]
    [InlineData("\"truncateReply\": 0")]
    [InlineData("\"truncateReply\": 10")]
    [InlineData("\"truncateReply\": 600")]
    [InlineData("\"stallRequest\": true")]
    [InlineData("\"stallReply\": 0")]
    [InlineData("\"stallReply\": 600")]
    [InlineData("\"trickle\": { \"bytes\": 2000, \"everyMs\": 30000 }")]
    [InlineData("\"delay\": 50000")]
    public async Task FaultOfAFetch_CostsNothingButTime(string action) => await OutliveAsync("UID FETCH BODY", 2, action);

    [Theory]
    [InlineData("AUTHENTICATE")]
    [InlineData("NAMESPACE")]
    [InlineData("LIST")]
    [InlineData("EXAMINE")]
    [InlineData("UID FETCH")]
    public async Task FaultOfAnyOtherCommand_CostsNothingButTime(string operation)
    {
        foreach (var action in new[]
                 {
                     "\"dropReplyAfterCommit\": true", "\"dropBeforeProcessing\": \"reset\"", "\"truncateReply\": 12", "\"stallReply\": 5",
                 })
        {
            await OutliveAsync(operation, 1, action);
        }
    }

    [Theory]
    [InlineData("\"dropBeforeProcessing\": true")]
    [InlineData("\"dropBeforeProcessing\": \"reset\"")]
    [InlineData("\"stallRequest\": true")]
    [InlineData("\"delay\": 50000")]
    public async Task FaultOfAConnection_CostsNothingButTime(string action)
    {
        await OutliveAsync("connect", 1, action);
        await OutliveAsync("connect", 2, action);
    }

    [Fact]
    public async Task CertificateThatChanges_EndsThePassAndIsNamed_AndTheNextOneCompletes()
    {
        await using var world = await StartAsync();
        await using var proxy = world.BeforeSource("""{ "operation": "UID FETCH BODY", "nth": 2, "changeCertificate": true }""");

        var stopped = await world.PassAsync(proxy, null);
        var next = await world.PassAsync(null, null);

        Assert.Equal((PassStatus.Failed, FailureCodes.SourceCertificate), (stopped.Status, stopped.Failure!.Code));
        Assert.Equal(PassStatus.Completed, next.Status);
        await world.AssertMovedAsync();
    }

    [Fact]
    public async Task UidValidityThatChangesBetweenPasses_CopiesNothingTwice()
    {
        await using var world = await StartAsync();
        await world.PassAsync(null, null);
        await using var proxy = world.BeforeSource("""{ "operation": "LIST", "nth": 1, "changeUidValidity": true }""");

        var report = await world.PassAsync(proxy, null);

        Assert.Equal((PassStatus.Completed, 0L, FaultFixture.Messages), (report.Status, report.Totals.Copied, report.Totals.AlreadyThere));
        AssertHappened(proxy, "\"changeUidValidity\"");
        await world.AssertMovedAsync();
    }

    [Fact]
    public async Task UidValidityThatChangesDuringAPass_IsNamed_AndTheNextPassCompletes()
    {
        await using var world = await StartAsync();
        await using var proxy = world.BeforeSource("""{ "operation": "UID FETCH", "nth": 2, "changeUidValidity": true }, { "operation": "UID FETCH BODY", "nth": 1, "dropBeforeProcessing": true }""");

        var report = await world.PassAsync(proxy, null);
        var next = await world.PassAsync(proxy, null);

        Assert.Contains(report.Folders, folder => folder.Failure?.Code == FailureCodes.SourceUidValidityChanged);
        Assert.Equal(PassStatus.Completed, next.Status);
        await world.AssertMovedAsync();
    }

    [Theory]
    [InlineData("\"folderGone\": \"Folder 001\"")]
    [InlineData("\"folderRenamed\": { \"from\": \"Folder 001\", \"to\": \"Folder 009\" }")]
    public async Task FolderThatGoesAwayDuringAPass_IsNamed_AndTheOthersAreMoved(string action)
    {
        await using var world = await StartAsync();
        await using var proxy = world.BeforeSource($$"""{ "operation": "EXAMINE", "nth": 1, {{action}} }""");

        var report = await world.PassAsync(proxy, null);
        var next = await world.PassAsync(null, null);

        Assert.Equal(FailureCodes.SourceFolderUnavailable, Assert.Single(report.Folders, folder => folder.Failure is not null).Failure!.Code);
        Assert.Equal(PassStatus.Completed, next.Status);
        await world.AssertMovedAsync();
    }

    private async Task OutliveAsync(string operation, int nth, string action)
    {
        await using var world = await StartAsync();
        await using var proxy = world.BeforeSource($$"""{ "operation": "{{operation}}", "nth": {{nth}}, {{action}} }""");

        var report = await world.PassAsync(proxy, null);

        Assert.True(report.Status == PassStatus.Completed, $"{operation} {action}: {report.Status}, {report.Failure}");
        AssertHappened(proxy, action);
        await world.AssertMovedAsync();
    }

    private static void AssertHappened(FaultProxy proxy, string action) => Assert.True(
        proxy.Tally.Faults.GetValueOrDefault(action.Split('"')[1]) > 0, $"{action}; {string.Join(", ", proxy.Tally.Requests)}");

    private Task<FaultWorld> StartAsync() => FaultWorld.StartAsync(fixture.Server, FaultFixture.Frida);
}
