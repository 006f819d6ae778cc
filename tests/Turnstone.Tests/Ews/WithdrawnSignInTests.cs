using System.Net;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Ews;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class WithdrawnSignInTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EwsSignIns _run;

    public WithdrawnSignInTests() => _run = new EwsSignIns(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AcceptedThenRefused_NobodyTries_UntilOneMayProbe()
    {
        CannedHandler server = new(Created, Refused, Created, Created);
        using EwsClient anna = ClientOf(server);
        using EwsClient ben = ClientOf(server);
        await SendAsync(anna);

        EwsHttpException first = await RefusedAsync(anna);
        _time.Advance(TimeSpan.FromSeconds(29));
        EwsHttpException other = await RefusedAsync(ben);
        _time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(ben);
        await SendAsync(anna);

        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)), (first.RetryAfter!.Value, other.RetryAfter!.Value));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task ProbeIsRefused_NothingIsTriedEverAgain()
    {
        CannedHandler server = new(Created, Refused, Refused);
        using EwsClient client = ClientOf(server);
        await SendAsync(client);
        await RefusedAsync(client);
        _time.Advance(TimeSpan.FromSeconds(30));

        EwsHttpException probe = await RefusedAsync(client);
        _time.Advance(TimeSpan.FromDays(1));
        EwsHttpException after = await RefusedAsync(client);

        Assert.Equal((null, null), (probe.RetryAfter, after.RetryAfter));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task RefusedAgainAndAgain_ThePauseGrows()
    {
        CannedHandler server = new(Created, Refused, Created, Refused);
        using EwsClient client = ClientOf(server);
        await SendAsync(client);
        await RefusedAsync(client);
        _time.Advance(TimeSpan.FromSeconds(30));
        await SendAsync(client);

        EwsHttpException second = await RefusedAsync(client);

        Assert.Equal(TimeSpan.FromMinutes(1), second.RetryAfter);
    }

    [Fact]
    public async Task TokenIsRefused_ItIsNotProbed()
    {
        CannedHandler server = new(Created, Refused);
        using EwsClient client = ClientOf(server, new EwsCredential.Bearer(new EwsPassword("a.b.c")));
        await SendAsync(client);

        EwsHttpException refused = await RefusedAsync(client);
        await RefusedAsync(client);

        Assert.Null(refused.RetryAfter);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task RequestsUnderWayWhenItWasRefused_AreOneRefusal()
    {
        TaskCompletionSource together = new();
        SlowHandler server = new(together.Task);
        using EwsClient client = new(Clients.Options with { MessageHandler = server, SignIns = _run }, _time);
        await SendAsync(client);
        Task<EwsHttpException>[] refused = [.. Enumerable.Range(0, 5).Select(_ => RefusedAsync(client))];

        together.SetResult();

        Assert.All(await Task.WhenAll(refused), refusal => Assert.Equal(TimeSpan.FromSeconds(30), refusal.RetryAfter));
    }

    private EwsClient ClientOf(HttpMessageHandler server, EwsCredential? credential = null) =>
        new(Clients.Options with { MessageHandler = server, SignIns = _run, Credential = credential ?? Clients.Options.Credential }, _time);

    private static async Task SendAsync(EwsClient client) => await client.CreateItemAsync(Clients.CreateItem(), Cancel);

    private static Task<EwsHttpException> RefusedAsync(EwsClient client) => Assert.ThrowsAsync<EwsHttpException>(() => SendAsync(client));

    private static HttpResponseMessage Created() => Answers.Xml(Answers.Responses("CreateItem", Answers.Created("AAMk=")));

    private static HttpResponseMessage Refused() => new(HttpStatusCode.Unauthorized) { Headers = { WwwAuthenticate = { new("Basic", "realm=\"mail\"") } } };

    /// <summary>Accepts the first; holds the others back until all are there, and refuses them.</summary>
    private sealed class SlowHandler(Task together) : HttpMessageHandler
    {
        private int _seen;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _seen) == 1)
            {
                return Created();
            }

            await together;
            return Refused();
        }
    }
}
