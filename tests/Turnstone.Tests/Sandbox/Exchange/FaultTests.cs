using System.Net;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Throttling;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class FaultTests
{
    private static readonly string Inbox = Well("inbox");

    [Theory]
    [InlineData("dropReplyAfterCommit", "1")]
    [InlineData("dropBeforeProcessing", "0")]
    public async Task DroppedReply_LeavesWhatItSays(string action, string count)
    {
        await using var exchange = await WithAsync($$"""{ "operation": "CreateItem", "nth": 1, "{{action}}": true }""");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => exchange.CallAsync(CreateItem(Inbox, Message(Letter("x")))));

        Assert.Equal(count, (await exchange.CallAsync(GetFolder(Inbox))).Value("TotalCount"));
    }

    [Fact]
    public async Task TruncatedReply_EndsInTheMiddle()
    {
        await using var exchange = await WithAsync("""{ "operation": "*", "nth": 1, "truncateReply": 900 }""");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => exchange.CallAsync(CreateItem(Inbox, Message(Letter("x")))));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task ServerBusy_ComesAsFaultOrByItem(int status)
    {
        await using var exchange = await WithAsync($$"""{ "operation": "CreateItem", "nth": 1, "serverBusy": { "backOffMs": 1234, "asStatus": {{status}} } }""");

        var busy = await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2"))));
        var next = await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1"))));

        Assert.Equal(status, (int)busy.Status);
        Assert.All(busy.Codes, code => Assert.Equal("ErrorServerBusy", code));
        Assert.Equal(status == 200 ? 2 : 1, busy.Codes.Length);
        Assert.All(busy.Elements("Value"), value => Assert.Equal(("BackOffMilliseconds", "1234"), (value.Attribute("Name")!.Value, value.Value)));
        Assert.Equal(["NoError"], next.Codes);
    }

    [Fact]
    public async Task StoppedBatch_WarnsOfItemsNeverTried()
    {
        await using var exchange = await WithAsync("""{ "operation": "CreateItem", "every": 1, "batchStopAt": 1 }""");

        var reply = await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2")), Message(Letter("3"))));

        Assert.Equal(["NoError", "ErrorBatchProcessingStopped", "ErrorBatchProcessingStopped"], reply.Codes);
        Assert.Equal(["Success", "Warning", "Warning"], reply.Elements("CreateItemResponseMessage").Select(message => message.Attribute("ResponseClass")!.Value));
        Assert.Equal("1", (await exchange.CallAsync(GetFolder(Inbox))).Value("TotalCount"));
    }

    [Fact]
    public async Task ShortAnswer_LacksItsLastMessage()
    {
        await using var exchange = await WithAsync("""{ "operation": "CreateItem", "nth": 1, "shortByOne": true }""");

        var reply = await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2"))));

        Assert.Single(reply.Codes);
    }

    [Fact]
    public async Task RefusedItem_IsTheOneWithThePattern_AndItsNeighboursAreStored()
    {
        await using var exchange = await WithAsync("""{ "operation": "CreateItem", "mime": "(?i)poi.on", "refuseItem": "ErrorMimeContentConversionFailed" }""");

        var reply = await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2", "Poison")), Message(Letter("3"))));

        Assert.Equal(["NoError", "ErrorMimeContentConversionFailed", "NoError"], reply.Codes);
        Assert.Equal("2", (await exchange.CallAsync(GetFolder(Inbox))).Value("TotalCount"));
    }

    [Fact]
    public async Task PoisonedRequest_FailsWhole_AndCountsOnlyItsLike()
    {
        await using var exchange = await WithAsync("""{ "operation": "*", "mime": "poison", "nth": 2, "internalServerError": true }""");
        var poisoned = CreateItem(Inbox, Message(Letter("1")), Message(Letter("2", "poison")));

        string[][] codes = [(await exchange.CallAsync(poisoned)).Codes, (await exchange.CallAsync(CreateItem(Inbox, Message(Letter("3"))))).Codes, (await exchange.CallAsync(poisoned)).Codes];

        Assert.Equal([["NoError", "NoError"], ["NoError"], ["ErrorInternalServerError"]], codes);
        Assert.Equal("3", (await exchange.CallAsync(GetFolder(Inbox))).Value("TotalCount"));
    }

    [Theory]
    [InlineData("http503", HttpStatusCode.ServiceUnavailable, "text/html")]
    [InlineData("loginPage", HttpStatusCode.OK, "text/html")]
    [InlineData("internalServerError", HttpStatusCode.InternalServerError, "text/xml")]
    public async Task OtherFaults_LookAsTheyDoInTheField(string action, HttpStatusCode status, string type)
    {
        await using var exchange = await WithAsync($$"""{ "operation": "GetFolder", "probability": 1.0, "seed": 3, "{{action}}": true }""");

        var reply = await exchange.CallAsync(GetFolder(Inbox));

        Assert.Equal((status, type), (reply.Status, reply.ContentHeaders.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "rules": [ { "operation": "X", "http503": true } ] }""")]
    [InlineData("""{ "rules": [ { "nth": 1 } ] }""")]
    [InlineData("""{ "rules": [ { "nth": 1, "explode": true } ] }""")]
    [InlineData("""{ "rules": [ { "mime": "(", "http503": true } ] }""")]
    public void BadFaultsFile_SaysWhatIsWrong(string json) => Assert.Throws<FormatException>(() => FaultPlan.Parse(json));

    [Fact]
    public async Task SpentBudget_RefusesWithABackOff()
    {
        var time = new FakeTimeProvider();
        await using var exchange = await StartAsync(Options with
        {
            Throttling = new ThrottlingPolicy { EwsMaxConcurrency = 0 },
            Time = time,
        });

        var reply = await exchange.CallAsync(GetFolder(Inbox));

        Assert.Equal(["ErrorExceededConnectionCount"], reply.Codes);
        Assert.Equal(["Policy", "MaxConcurrencyLimit", "ErrorMessage"], reply.Elements("Value").Select(value => value.Attribute("Name")!.Value));
    }

    [Fact]
    public async Task BatchOutOfTime_StopsAndSaysWhichItemsWereNotTried()
    {
        await using var exchange = await StartAsync(Options with { Limits = new ServerLimits { MaxBatchTime = TimeSpan.FromTicks(-1) } });

        var reply = await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2")), Message(Letter("3"))));

        Assert.Equal(["ErrorTimeoutExpired", "ErrorBatchProcessingStopped", "ErrorBatchProcessingStopped"], reply.Codes);
    }

    private static Task<TestExchange> WithAsync(string rule) =>
        StartAsync(Options with { Faults = FaultPlan.Parse($$"""{ "rules": [ {{rule}} ] }""") });
}
