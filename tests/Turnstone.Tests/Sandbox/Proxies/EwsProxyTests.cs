using System.Net;
using System.Security.Authentication;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies;
using Turnstone.Testing;
using Turnstone.Tests.Sandbox.Exchange;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Proxies;

public sealed class EwsProxyTests : IAsyncLifetime
{
    private static readonly string Inbox = Well("inbox");
    private TestExchange _exchange = null!;
    private FaultProxy? _proxy;

    public async ValueTask InitializeAsync() => _exchange = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        await _exchange.DisposeAsync();
    }

    [Theory]
    [InlineData("\"dropReplyAfterCommit\": true", 2)]
    [InlineData("\"dropReplyAfterCommit\": \"reset\"", 2)]
    [InlineData("\"dropReplyAfterCommit\": \"halfClose\"", 2)]
    [InlineData("\"dropBeforeProcessing\": true", 0)]
    [InlineData("\"dropBeforeProcessing\": \"reset\"", 0)]
    [InlineData("\"cutRequest\": 600", 0)]
    [InlineData("\"truncateReply\": 0", 2)]
    [InlineData("\"truncateReply\": 300", 2)]
    public async Task BrokenExchange_LeavesWhatItSays(string action, int there)
    {
        Put(action);

        await Assert.ThrowsAnyAsync<HttpRequestException>(TwoItemsAsync);

        await AssertThereAsync(there, action);
    }

    [Theory]
    [InlineData("\"http503\": true", 503, 0)]
    [InlineData("\"httpStatus\": 400", 400, 0)]
    [InlineData("\"httpStatus\": { \"status\": 405, \"afterCommit\": true }", 405, 2)]
    [InlineData("\"loginPage\": true", 200, 0)]
    [InlineData("\"internalServerError\": true", 500, 0)]
    [InlineData("\"fault\": { \"code\": \"ErrorTimeoutExpired\", \"afterCommit\": true }", 500, 2)]
    [InlineData("\"serverBusy\": { \"backOffMs\": 300000 }", 500, 0)]
    public async Task AnswerInsteadOfTheServers_ComesWithItsStatus(string action, int status, int there)
    {
        Put(action);

        var reply = await TwoItemsAsync();

        Assert.Equal(status, (int)reply.Status);
        await AssertThereAsync(there, action);
    }

    [Theory]
    [InlineData("\"serverBusy\": { \"backOffMs\": 5000, \"asStatus\": 200 }", "ErrorServerBusy ErrorServerBusy", 0)]
    [InlineData("\"batchStopAt\": 1", "NoError ErrorBatchProcessingStopped", 1)]
    [InlineData("\"batchStopAt\": 0", "ErrorBatchProcessingStopped ErrorBatchProcessingStopped", 0)]
    [InlineData("\"itemError\": { \"item\": 0, \"code\": \"ErrorItemSave\" }", "ErrorItemSave NoError", 1)]
    [InlineData("\"itemError\": { \"item\": 1, \"code\": \"ErrorTimeoutExpired\", \"afterCommit\": true }", "NoError ErrorTimeoutExpired", 2)]
    [InlineData("\"shortByOne\": true", "NoError", 2)]
    [InlineData("\"reverseReplies\": true", "NoError NoError", 2)]
    public async Task SpoiltAnswer_IsStillEws(string action, string codes, int there)
    {
        Put(action);

        var reply = await TwoItemsAsync();

        Assert.Equal(codes, string.Join(' ', reply.Codes));
        await AssertThereAsync(there, action);
    }

    [Fact]
    public async Task ReversedReplies_BringTheLastItemFirst()
    {
        Put("\"reverseReplies\": true");

        var reply = await TwoItemsAsync();

        var ids = reply.Elements("ItemId").Select(id => id.Attribute("Id")!.Value).ToList();
        Assert.Equal(["2", "1"], await Task.WhenAll(ids.Select(async id => (await _exchange.CallAsync(GetItem(id, mime: false))).Value("Subject"))));
    }

    [Fact]
    public async Task TricklingReply_ArrivesWhole()
    {
        Put("\"trickle\": { \"bytes\": 100, \"everyMs\": 1 }");

        Assert.Equal(["NoError", "NoError"], (await TwoItemsAsync()).Codes);

        Assert.Equal(1, _proxy!.Tally.Faults["trickle"]);
    }

    [Fact]
    public async Task ChangedCertificate_IsShownToNewConnections()
    {
        _proxy = Start("\"changeCertificate\": true", "https://127.0.0.1:0");
        _exchange.Url = _proxy.Url;

        await Assert.ThrowsAnyAsync<HttpRequestException>(TwoItemsAsync);
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(TwoItemsAsync);

        Assert.IsType<AuthenticationException>(refused.InnerException);
    }

    [Fact]
    public async Task RequestBeforeItsTime_IsCounted_AndOneAfterItIsNot()
    {
        var time = new SteppedTime();
        _proxy = Start("\"serverBusy\": { \"backOffMs\": 5000 }", "http://127.0.0.1:0", time);
        _exchange.Url = _proxy.Url;
        await TwoItemsAsync();

        time.Advance(TimeSpan.FromMilliseconds(4999));
        await TwoItemsAsync();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await TwoItemsAsync();

        Assert.Equal(1, _proxy.Tally.RequestsInsideBackOff);
    }

    [Fact]
    public async Task TheSameSeed_MakesTheSameTrouble()
    {
        var first = await DrawAsync();
        var second = await DrawAsync();

        Assert.Equal(first, second);
        Assert.Contains(HttpStatusCode.BadRequest, first);
        Assert.Contains(HttpStatusCode.OK, first);
    }

    [Theory]
    [InlineData("\"byeInLiteral\": 4", "in front of EWS")]
    [InlineData("\"dropReplyAfterCommit\": \"softly\"", "softly")]
    [InlineData("\"itemError\": { \"item\": 1 }", "itemError")]
    public void RuleThatCannotBe_IsRefusedInWords(string action, string words)
    {
        var refused = Assert.Throws<FormatException>(() => FaultPlan.Parse(Rules(action), FaultPlace.EwsProxy));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private static string Rules(string action, string when = "\"nth\": 1") => $$"""{ "rules": [ { "operation": "CreateItem", {{when}}, {{action}} } ] }""";

    private async Task<List<HttpStatusCode>> DrawAsync()
    {
        await using var proxy = FaultProxy.Start(new FaultProxyOptions
        {
            Listen = new Uri("http://127.0.0.1:0"),
            To = _exchange.Server.EwsUrl,
            Faults = FaultPlan.Parse(Rules("\"httpStatus\": 400", "\"probability\": 0.3"), FaultPlace.EwsProxy, seed: 7),
        });
        _exchange.Url = proxy.Url;
        var drawn = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            drawn.Add((await TwoItemsAsync()).Status);
        }

        return drawn;
    }

    private void Put(string action)
    {
        _proxy = Start(action, "http://127.0.0.1:0");
        _exchange.Url = _proxy.Url;
    }

    private FaultProxy Start(string action, string listen, TimeProvider? time = null) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri(listen),
        To = _exchange.Server.EwsUrl,
        Faults = FaultPlan.Parse(Rules(action), FaultPlace.EwsProxy),
        Time = time ?? TimeProvider.System,
    });

    private Task<Reply> TwoItemsAsync() => _exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2"))));

    private async Task AssertThereAsync(int there, string action)
    {
        Assert.Equal(1, _proxy!.Tally.Requests["CreateItem"]);
        Assert.Equal(1, _proxy.Tally.Faults[action.Split('"')[1]]);
        Assert.Equal($"{there}", (await _exchange.CallAsync(GetFolder(Inbox))).Value("TotalCount"));
    }
}
