using System.Net;
using System.Text;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Failures;
using Turnstone.Testing;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>Autodiscover is asked once a run, and again where what it said serves no more.</summary>
public sealed class ExchangeDiscoveryTests : IAsyncLifetime
{
    private readonly NameServer _names = new();
    private readonly ExchangeSignIns _run = new();
    private ExchangeWorld _world = null!;
    private Web _web = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await StartAsync();
        _web = new Web(_world.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _world.DisposeAsync();
        await _names.DisposeAsync();
    }

    [Fact]
    public async Task MailboxesOfARun_AskOnce()
    {
        await using var first = Open();
        await using var second = Open();

        await first.VerifyAsync(Cancel);
        await second.VerifyAsync(Cancel);

        Assert.Equal(1, _web.Searches);
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task PlaceThatMoved_IsLookedForAgainAndTheWorkGoesOnThere(HttpStatusCode status)
    {
        await using var first = Open();
        await using var second = Open();
        await first.VerifyAsync(Cancel);
        await second.VerifyAsync(Cancel);
        _web.MoveTo("second.new.example", status);

        var error = await Assert.ThrowsAsync<SessionException>(() => first.VerifyAsync(Cancel));
        await first.VerifyAsync(Cancel);
        await Assert.ThrowsAsync<SessionException>(() => second.VerifyAsync(Cancel));
        await second.VerifyAsync(Cancel);

        Assert.Equal(RetryAdvice.Soon, error.Failure.Retry);
        Assert.Contains("second.new.example", error.Failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, _web.Searches);
    }

    [Fact]
    public async Task ServerInTroubleThatHasNotMoved_IsSearchedForOnce()
    {
        await using var mailbox = Open();
        await mailbox.VerifyAsync(Cancel);
        _web.MoveTo(Web.Home, HttpStatusCode.ServiceUnavailable);

        var first = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.DestinationThrottled, first.Failure.Code);
        Assert.Equal(2, _web.Searches);
    }

    [Fact]
    public async Task RefusedPassword_IsNotTakenToAutodiscoverAgain()
    {
        await using var mailbox = Open();
        await mailbox.VerifyAsync(Cancel);
        _web.MoveTo("second.new.example", HttpStatusCode.Unauthorized);

        await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(1, _web.Searches);
    }

    private ExchangeDestinationMailbox Open() => new(
        _world.Options() with
        {
            Endpoint = ExchangeEndpoint.Parse("autodiscover:new.example"),
            SignIn = ExchangeSignIn.Basic,
            SignIns = _run,
            NameServer = _names.EndPoint,
            MessageHandler = _web,
        },
        TimeProvider.System);

    /// <summary>Autodiscover of new.example, and the stand-in behind the host that it names; other hosts answer with the status given.</summary>
    private sealed class Web(Uri exchange) : HttpMessageHandler
    {
        public const string Home = "first.new.example";
        private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler());
        private HttpStatusCode _status = HttpStatusCode.OK;
        private string _named = Home;

        public int Searches { get; private set; }

        /// <summary>From now on another host is named, and the former answers so.</summary>
        public void MoveTo(string host, HttpStatusCode status) => (_named, _status) = (host, status);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "new.example")
            {
                Searches++;
                return Task.FromResult(Settings($"https://{_named}/EWS/Exchange.asmx"));
            }

            if (request.RequestUri.Host == Home && _status != HttpStatusCode.OK)
            {
                return Task.FromResult(new HttpResponseMessage(_status) { Content = new StringContent(""), Headers = { Location = new Uri("https://elsewhere.example/") } });
            }

            request.RequestUri = exchange;
            request.Headers.Host = null;
            return _network.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            // Each mailbox disposes of what it was given; the network behind it serves them all and goes with the process.
            base.Dispose(disposing);
        }

        private static HttpResponseMessage Settings(string ews) => new(HttpStatusCode.OK)
        {
            Content = new StringContent(
                $"""
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetUserSettingsResponseMessage xmlns="http://schemas.microsoft.com/exchange/2010/Autodiscover">
                <Response><ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode><UserSettings><UserSetting><Name>ExternalEwsUrl</Name>
                <Value>{ews}</Value></UserSetting></UserSettings></UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>
                """,
                Encoding.UTF8,
                "text/xml"),
        };
    }
}
