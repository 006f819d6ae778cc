using System.Net;
using System.Text;
using Turnstone.Connectors.Exchange;
using Turnstone.Ews;
using Turnstone.Ews.Autodiscover;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class AutodiscoverTests : IAsyncDisposable
{
    private const string Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private const string SoapNamespace = "http://schemas.microsoft.com/exchange/2010/Autodiscover";
    private readonly Web _web = new();
    private readonly NameServer _names = new();

    [Fact]
    public async Task DomainItself_IsAskedFirstAndTheAddressOutsideIsTaken()
    {
        _web.Post["https://new.example"] = () => Settings("https://in.new.example/EWS/Exchange.asmx", "https://out.new.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://out.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(["SOAP https://new.example", "POST https://new.example"], _web.Asked);
    }

    [Fact]
    public async Task ParkedDomain_IsRecognisedAndTheAutodiscoverHostAsked()
    {
        _web.Post["https://new.example"] = () => Answers.Html("<!DOCTYPE html><html><title>This domain is for sale</title></html>");
        _web.Post["https://autodiscover.new.example"] = () => Settings("https://in.new.example/EWS/Exchange.asmx", null);

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://in.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Contains("web page", result.Steps[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainHttp_IsAskedForADirectionWithoutCredentialsAndFollowedWithinTheDomain()
    {
        _web.Get["http://autodiscover.new.example"] = () => Redirect("https://mail.new.example/autodiscover/autodiscover.xml");
        _web.Post["https://mail.new.example"] = () => Settings(null, "https://hoster.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://hoster.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(
            ["SOAP https://new.example", "SOAP https://autodiscover.new.example", "GET http://autodiscover.new.example", "POST https://mail.new.example"], _web.Asked);
        Assert.Empty(_web.Shown);
        Assert.Contains(result.Steps, step => step.Contains("points to https://mail.new.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anna@new.example", null, false)]
    [InlineData("anna@new.example", "hoster.example", true)]
    [InlineData("anna@evilnew.example", null, false)]
    public async Task DirectionThatNobodyVouchesFor_LeadsToNoOtherDomainUnlessItWasNamed(string address, string? domain, bool isFollowed)
    {
        string start = domain ?? address.Split('@')[1];
        _web.Get[$"http://autodiscover.{start}"] = () => Redirect("https://mail.hoster.example/autodiscover/autodiscover.xml");
        _names.Add($"_autodiscover._tcp.{start}", (0, 443, "mail.hoster.example"));
        _web.Post["https://mail.hoster.example"] = () => Settings(null, "https://mail.hoster.example/EWS/Exchange.asmx");

        Exception? lost = await Record.ExceptionAsync(() => FindAsync(address, domain));

        Assert.Equal(isFollowed, lost is null);
        Assert.Equal(isFollowed, _web.Asked.Any(asked => asked.Contains("mail.hoster.example", StringComparison.Ordinal)));
        Assert.True(isFollowed || lost!.Message.Contains("write autodiscover:mail.hoster.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SoapAnswer_IsTakenBeforePlainXml()
    {
        _web.Soap["https://new.example"] = () => SoapSettings("NoError", inside: "https://in.new.example/EWS/Exchange.asmx", outside: "https://out.new.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://out.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(["SOAP https://new.example"], _web.Asked);
    }

    [Theory]
    [InlineData("RedirectAddress", "anna@group.example", "SOAP https://group.example")]
    [InlineData("RedirectUrl", "https://group.example/autodiscover/autodiscover.svc", "SOAP https://group.example")]
    public async Task SoapAnswerThatPointsElsewhere_IsFollowed(string code, string target, string asked)
    {
        _web.Soap["https://new.example"] = () => SoapSettings(code, target);
        _web.Soap["https://group.example"] = () => SoapSettings("NoError", outside: "https://mail.group.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://mail.group.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(asked, _web.Asked[^1]);
    }

    [Fact]
    public async Task SoapRefusalOrFault_IsToldAndPlainXmlAsked()
    {
        _web.Soap["https://new.example"] = () => SoapSettings("InvalidUser");
        _web.Soap["https://autodiscover.new.example"] = () => Answers.Xml(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>a:ActionNotSupported</faultcode><faultstring>No.</faultstring></s:Fault></s:Body></s:Envelope>",
            HttpStatusCode.InternalServerError);
        _web.Post["https://autodiscover.new.example"] = () => Settings(null, "https://x.new.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Contains("error InvalidUser: It is not so", result.Steps[0], StringComparison.Ordinal);
        Assert.Contains(result.Steps, step => step.Contains("error a:ActionNotSupported: No", StringComparison.Ordinal));
        Assert.Equal("https://x.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
    }

    [Fact]
    public async Task MailboxThatWasRenamedWithinItsDomain_IsAskedForAtTheSamePlaceAgain()
    {
        Queue<HttpResponseMessage> answers = new([SoapSettings("RedirectAddress", "anna.lee@new.example"), SoapSettings("NoError", outside: "https://x.new.example/EWS/Exchange.asmx")]);
        _web.Soap["https://new.example"] = answers.Dequeue;

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://x.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
    }

    [Fact]
    public async Task DomainWithAServiceRecord_IsAskedThereLastAndByPreference()
    {
        _names.Add("_autodiscover._tcp.new.example", (20, 443, "second.new.example"), (10, 8443, "first.new.example"));
        _web.Soap["https://second.new.example"] = () => SoapSettings("NoError", outside: "https://x.new.example/EWS/Exchange.asmx");

        AutodiscoverResult result = await FindAsync();

        Assert.Equal("https://x.new.example/EWS/Exchange.asmx", result.EwsUrl.AbsoluteUri);
        Assert.Equal(
            ["SOAP https://new.example", "SOAP https://autodiscover.new.example", "GET http://autodiscover.new.example", "SOAP https://first.new.example:8443", "SOAP https://second.new.example"],
            _web.Asked);
        Assert.Equal(["_autodiscover._tcp.new.example"], _names.Asked);
    }

    [Fact]
    public async Task PlacesThatPointOnForEver_EndTheSearch()
    {
        int round = 0;
        _web.Any = () => Redirect($"https://d{++round}.example/autodiscover/autodiscover.xml");

        AutodiscoverException lost = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.InRange(round, 10, 20);
        Assert.Contains("too many places", lost.Message, StringComparison.Ordinal);
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
        _web.Post["https://new.example"] = () => Wants("Basic realm=\"x\"");
        _web.Post["https://autodiscover.new.example"] = () => Settings(null, "https://x.example/EWS/Exchange.asmx");

        AutodiscoverException refused = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.True(refused.IsRefused);
        Assert.Equal(["POST https://new.example"], _web.Shown);
        Assert.DoesNotContain("pässword", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_IsShownOnlyWhereASignInIsAskedFor()
    {
        _web.Post["https://new.example"] = () => Answers.Html("<!DOCTYPE html><html><title>Our company</title></html>");
        _web.Post["https://autodiscover.new.example"] = () => _web.Shown.Count == 0 ? Wants("NTLM, Basic realm=\"x\"") : Settings(null, "https://x.new.example/EWS/Exchange.asmx");

        await FindAsync();

        Assert.Equal(["POST https://autodiscover.new.example"], _web.Shown);
    }

    [Fact]
    public async Task PlaceThatTakesTokensOnly_IsShownNoPasswordAndNamed()
    {
        _web.Post["https://new.example"] = () => Redirect("https://autodiscover-s.cloud.example/autodiscover/autodiscover.xml");
        _web.Post["https://autodiscover-s.cloud.example"] = () => Wants("Bearer authorization_uri=\"https://login.cloud.example/\"");

        AutodiscoverException lost = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.Empty(_web.Shown);
        Assert.Contains("Only access tokens are taken", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorOfTheServer_IsTold()
    {
        _web.Any = () => Pox("<Error Time=\"1\" Id=\"2\"><ErrorCode>500</ErrorCode><Message>The email address can't be found.</Message></Error>");

        AutodiscoverException lost = await Assert.ThrowsAsync<AutodiscoverException>(FindAsync);

        Assert.Contains("answered error 500: The email address can't be found", lost.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _names.DisposeAsync();
    }

    private Task<AutodiscoverResult> FindAsync() => FindAsync("anna@new.example", null);

    private Task<AutodiscoverResult> FindAsync(string address, string? domain) => new AutodiscoverFinder(new AutodiscoverOptions
    {
        Credential = new EwsCredential.Basic("anna@new.example", new EwsPassword("pässword:1")),
        MessageHandler = _web,
        FindServices = (name, token) => ServiceRecords.FindAsync(name, _names.EndPoint, token),
    }).FindAsync(address, domain, TestContext.Current.CancellationToken);

    private static HttpResponseMessage Settings(string? inside, string? outside) => Pox(
        $"<Account><AccountType>email</AccountType><Action>settings</Action>{Protocol("EXCH", inside)}{Protocol("EXPR", outside)}<Protocol><Type>WEB</Type></Protocol></Account>");

    private static string Protocol(string type, string? ews) => ews is null ? "" : $"<Protocol><Type>{type}</Type><EwsUrl>{ews}</EwsUrl></Protocol>";

    private static HttpResponseMessage Pox(string response) => Answers.Xml(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006\"><Response xmlns=\"{Outlook}\">{response}</Response></Autodiscover>");

    private static HttpResponseMessage SoapSettings(string code, string? target = null, string? inside = null, string? outside = null) => Answers.Xml(
        $"""
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetUserSettingsResponseMessage xmlns="{SoapNamespace}"><Response>
        <ErrorCode>NoError</ErrorCode><ErrorMessage/><UserResponses><UserResponse><ErrorCode>{code}</ErrorCode><ErrorMessage>It is not so.</ErrorMessage>
        <RedirectTarget>{target}</RedirectTarget><UserSettings>{Setting("InternalEwsUrl", inside)}{Setting("ExternalEwsUrl", outside)}</UserSettings>
        </UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>
        """);

    private static string Setting(string name, string? value) => value is null ? "" : $"<UserSetting><Name>{name}</Name><Value>{value}</Value></UserSetting>";

    private static HttpResponseMessage Wants(string schemes) => new(HttpStatusCode.Unauthorized) { Headers = { { "WWW-Authenticate", schemes } } };

    private static HttpResponseMessage Redirect(string location) => new(HttpStatusCode.Redirect) { Headers = { Location = new Uri(location) } };

    /// <summary>Hosts by name; one that is not there refuses the connection.</summary>
    private sealed class Web : HttpMessageHandler
    {
        public Dictionary<string, Func<HttpResponseMessage>> Post { get; } = [];

        /// <summary>A host that is not here but answers plain XML says 404 to SOAP.</summary>
        public Dictionary<string, Func<HttpResponseMessage>> Soap { get; } = [];

        public Dictionary<string, Func<HttpResponseMessage>> Get { get; } = [];

        public Func<HttpResponseMessage>? Any { get; set; }

        public List<string> Asked { get; } = [];

        /// <summary>Who saw the password.</summary>
        public List<string> Shown { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string place = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            bool isSoap = request.Headers.Contains("SOAPAction");
            Asked.Add($"{(isSoap ? "SOAP" : request.Method)} {place}");
            if (request.Headers.Authorization is not null)
            {
                Shown.Add(Asked[^1]);
            }

            if (request.Content is not null)
            {
                Assert.Contains(isSoap ? "Mailbox>anna" : "<EMailAddress>anna", Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken)), StringComparison.Ordinal);
            }

            Func<HttpResponseMessage>? answer = (request.Method == HttpMethod.Get ? Get : isSoap ? Soap : Post).GetValueOrDefault(place)
                ?? (isSoap && (Post.ContainsKey(place) || Any is not null) ? new Func<HttpResponseMessage>(() => new HttpResponseMessage(HttpStatusCode.NotFound)) : null)
                ?? (place.StartsWith("https", StringComparison.Ordinal) ? Any : null);
            return answer is not null ? answer() : throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
        }
    }
}
