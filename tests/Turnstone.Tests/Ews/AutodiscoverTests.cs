using System.Net;
using System.Text;
using Turnstone.Ews;
using Turnstone.Ews.Autodiscover;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class AutodiscoverTests : IDisposable
{
    private const string Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private readonly Web _web = new();

    [Fact]
    public async Task DomainItself_IsAskedFirstAndTheAddressOutsideIsTaken()
    {
        _web.Post["https://new.example"] = () => Settings("https://in.new.example/EWS/Exchange.asmx", "https://out.new.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://out.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(["POST https://new.example"], _web.Asked);
    }

    [Fact]
    public async Task ParkedDomain_IsRecognisedAndTheAutodiscoverHostAsked()
    {
        _web.Post["https://new.example"] = () => Answers.Html("<!DOCTYPE html><html><title>This domain is for sale</title></html>");
        _web.Post["https://autodiscover.new.example"] = () => Settings("https://in.new.example/EWS/Exchange.asmx", null);

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://in.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Contains("web page", result.Steps[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainHttp_IsAskedForADirectionWithoutCredentialsAndFollowedToHttpsAloud()
    {
        _web.Get["http://autodiscover.new.example"] = () => Redirect("https://hoster.example/autodiscover/autodiscover.xml");
        _web.Post["https://hoster.example"] = () => Settings(null, "https://hoster.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://hoster.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(
            ["POST https://new.example", "POST https://autodiscover.new.example", "GET http://autodiscover.new.example", "POST https://hoster.example"], _web.Asked);
        Assert.False(_web.SentCredentialsInTheClear);
        Assert.Contains(result.Steps, step => step.Contains("points to https://hoster.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RedirectToPlainHttp_IsNotFollowed()
    {
        _web.Post["https://new.example"] = () => Pox($"<Account><Action>redirectUrl</Action><RedirectUrl>http://evil.example/autodiscover/autodiscover.xml</RedirectUrl></Account>");

        AutodiscoverException lost = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.DoesNotContain(_web.Asked, asked => asked.Contains("evil", StringComparison.Ordinal));
        Assert.Contains("not https and therefore not followed", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailboxThatMovedToAnotherDomain_IsAskedForThere()
    {
        _web.Post["https://new.example"] = () => Pox("<Account><Action>redirectAddr</Action><RedirectAddr>anna@group.example</RedirectAddr></Account>");
        _web.Post["https://group.example"] = () => Settings(null, "https://mail.group.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://mail.group.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
    }

    [Fact]
    public async Task AddressesThatPointAtEachOtherForEver_EndTheSearch()
    {
        int round = 0;
        _web.Any = () => Pox($"<Account><Action>redirectAddr</Action><RedirectAddr>anna@d{++round}.example</RedirectAddr></Account>");

        await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.InRange(round, 1, 12);
    }

    [Fact]
    public async Task RefusedPassword_IsTakenToNoOtherPlace()
    {
        _web.Post["https://new.example"] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Headers = { { "WWW-Authenticate", "Basic realm=\"x\"" } } };
        _web.Post["https://autodiscover.new.example"] = () => Settings(null, "https://x.example/EWS/Exchange.asmx");

        AutodiscoverException refused = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.True(refused.IsRefused);
        Assert.Equal(["POST https://new.example"], _web.Asked);
        Assert.DoesNotContain("pässword", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorOfTheServer_IsTold()
    {
        _web.Any = () => Pox("<Error Time=\"1\" Id=\"2\"><ErrorCode>500</ErrorCode><Message>The email address can't be found.</Message></Error>");

        AutodiscoverException lost = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.Contains("answered error 500: The email address can't be found", lost.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _web.Dispose();

    private Task<AutodiscoverResult> FindAsync() => new AutodiscoverFinder(new AutodiscoverOptions
    {
        Credential = new EwsCredential.Basic("anna@new.example", new EwsPassword("pässword:1")),
        MessageHandler = _web,
    }).FindAsync("anna@new.example", null, TestContext.Current.CancellationToken);

    private static HttpResponseMessage Settings(string? inside, string? outside) => Pox(
        $"<Account><AccountType>email</AccountType><Action>settings</Action>{Protocol("EXCH", inside)}{Protocol("EXPR", outside)}<Protocol><Type>WEB</Type></Protocol></Account>");

    private static string Protocol(string type, string? ews) => ews is null ? "" : $"<Protocol><Type>{type}</Type><EwsUrl>{ews}</EwsUrl></Protocol>";

    private static HttpResponseMessage Pox(string response) => Answers.Xml(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006\"><Response xmlns=\"{Outlook}\">{response}</Response></Autodiscover>");

    private static HttpResponseMessage Redirect(string location) => new(HttpStatusCode.Redirect) { Headers = { Location = new Uri(location) } };

    /// <summary>Hosts by name; one that is not there refuses the connection.</summary>
    private sealed class Web : HttpMessageHandler
    {
        public Dictionary<string, Func<HttpResponseMessage>> Post { get; } = [];

        public Dictionary<string, Func<HttpResponseMessage>> Get { get; } = [];

        public Func<HttpResponseMessage>? Any { get; set; }

        public List<string> Asked { get; } = [];

        public bool SentCredentialsInTheClear { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string place = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            Asked.Add($"{request.Method} {place}");
            SentCredentialsInTheClear |= request.RequestUri.Scheme == Uri.UriSchemeHttp && request.Headers.Authorization is not null;
            if (request.Content is not null)
            {
                Assert.Contains("<EMailAddress>anna@", Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken)), StringComparison.Ordinal);
            }

            Func<HttpResponseMessage>? answer = (request.Method == HttpMethod.Post ? Post : Get).GetValueOrDefault(place) ?? (place.StartsWith("https", StringComparison.Ordinal) ? Any : null);
            return answer is not null ? answer() : throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
        }
    }
}
