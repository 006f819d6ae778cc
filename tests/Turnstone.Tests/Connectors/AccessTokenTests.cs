using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Engine.Failures;
using Xunit;

namespace Turnstone.Tests.Connectors;

public sealed class AccessTokenTests : IDisposable
{
    private const string Granted = """{"access_token":"t0ken","token_type":"Bearer","expires_in":3600}""";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Endpoint _endpoint = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClientCredentials_AreExchangedForAToken()
    {
        _endpoint.Answers.Enqueue((HttpStatusCode.OK, Granted));

        var token = await Client().GetAsync("anna@old.example", Cancel);

        Assert.Equal("t0ken", token.Reveal());
        Assert.Equal(
            "client_id=app&client_secret=s3cret&grant_type=client_credentials&scope=mail%2f.default",
            string.Join('&', HttpUtility.ParseQueryString(_endpoint.Bodies.Single()).ToString()!.Split('&').Order()));
    }

    [Fact]
    public async Task Token_IsKeptUntilShortlyBeforeItExpires()
    {
        _endpoint.Answers.Enqueue((HttpStatusCode.OK, Granted));
        _endpoint.Answers.Enqueue((HttpStatusCode.OK, Granted.Replace("t0ken", "second", StringComparison.Ordinal)));
        var tokens = Client();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tokens.GetAsync("anna", Cancel)));
        _time.Advance(TimeSpan.FromMinutes(54));
        var kept = await tokens.GetAsync("anna", Cancel);
        _time.Advance(TimeSpan.FromMinutes(2));
        var renewed = await tokens.GetAsync("anna", Cancel);

        Assert.Equal(("t0ken", "second"), (kept.Reveal(), renewed.Reveal()));
        Assert.Equal(2, _endpoint.Bodies.Count);
    }

    [Fact]
    public async Task ServiceAccount_SignsAnAssertionForEachUser()
    {
        _endpoint.Answers.Enqueue((HttpStatusCode.OK, Granted));
        _endpoint.Answers.Enqueue((HttpStatusCode.OK, Granted));
        var tokens = ServiceAccount();

        await tokens.GetAsync("anna@old.example", Cancel);
        await tokens.GetAsync("bert@old.example", Cancel);
        await tokens.GetAsync("anna@old.example", Cancel);

        Assert.Equal(["anna@old.example", "bert@old.example"], _endpoint.Bodies.Select(body => Claims(body).GetProperty("sub").GetString()));
        var claims = Claims(_endpoint.Bodies[0]);
        Assert.Equal("mover@project.iam.gserviceaccount.com", claims.GetProperty("iss").GetString());
        Assert.Equal("https://mail.google.com/", claims.GetProperty("scope").GetString());
        Assert.Equal("https://login.example/token", claims.GetProperty("aud").GetString());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(3600, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Theory]
    [InlineData("invalid_client", "secret has expired")]
    [InlineData("invalid_scope", ".default")]
    public async Task RefusedApplication_IsAskedForOnceAndExplained(string error, string remedy)
    {
        _endpoint.Answers.Enqueue((HttpStatusCode.Unauthorized, $$"""{"error":"{{error}}","error_description":"No such thing."}"""));

        var failure = await FailureAsync(Client());

        Assert.Equal(FailureCodes.SourceSignIn, failure.Code);
        Assert.Equal(RetryAdvice.No, failure.Retry);
        Assert.Contains($"{error} (No such thing)", failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Single(_endpoint.Bodies);
    }

    [Fact]
    public async Task ServiceAccountWithoutDelegation_IsToldWhereToAllowIt()
    {
        _endpoint.Answers.Enqueue((HttpStatusCode.Unauthorized, """{"error":"unauthorized_client"}"""));

        var failure = await FailureAsync(ServiceAccount());

        Assert.Contains("Domain-wide delegation, allow the client 1234 the scope https://mail.google.com/", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    [InlineData(HttpStatusCode.TooManyRequests, """{"error":"slow_down"}""")]
    public async Task EndpointInTrouble_MayBeAskedAgain(HttpStatusCode status, string body)
    {
        _endpoint.Answers.Enqueue((status, body));

        var failure = await FailureAsync(Client());

        Assert.Equal(FailureCodes.SourceUnreachable, failure.Code);
        Assert.Equal(RetryAdvice.Soon, failure.Retry);
    }

    [Theory]
    [InlineData("<html>login</html>")]
    [InlineData("[]")]
    [InlineData("""{"token":"other"}""")]
    public async Task AnswerWithoutAToken_IsARefusal(string body)
    {
        _endpoint.Answers.Enqueue((HttpStatusCode.OK, body));

        Assert.Contains("HTTP 200 and no token", (await FailureAsync(Client())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EndpointInTheClear_IsRefused()
    {
        using var http = new HttpClient(_endpoint, disposeHandler: false);
        var options = new ClientCredentialOptions { Endpoint = new Uri("http://login.example/token"), ClientId = "app", ClientSecret = new Secret("s3cret") };

        Assert.Contains("not https", Assert.Throws<FormatException>(() => new ClientCredentialTokens(options, http, _time)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "\"client_email\"")]
    [InlineData("""{"client_email":"a","token_uri":"https://x/","private_key":"nonsense"}""", "not an RSA key")]
    public void WrongKeyFile_IsExplained(string json, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => ServiceAccountKey.Parse(json)).Message, StringComparison.Ordinal);

    public void Dispose()
    {
        _endpoint.Dispose();
        _rsa.Dispose();
    }

    private static async Task<Failure> FailureAsync(IAccessTokens tokens)
    {
        var error = await Assert.ThrowsAsync<SessionException>(() => tokens.GetAsync("anna@old.example", Cancel));
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        return error.Failure;
    }

    private ClientCredentialTokens Client() => new(
        new ClientCredentialOptions
        {
            Endpoint = new Uri("https://login.example/token"), ClientId = "app", ClientSecret = new Secret("s3cret"), Scope = "mail/.default",
        },
        new HttpClient(_endpoint, disposeHandler: false),
        _time);

    private ServiceAccountTokens ServiceAccount()
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["client_email"] = "mover@project.iam.gserviceaccount.com",
            ["client_id"] = "1234",
            ["private_key_id"] = "k1",
            ["private_key"] = _rsa.ExportPkcs8PrivateKeyPem(),
            ["token_uri"] = "https://login.example/token",
        });
        return new ServiceAccountTokens(ServiceAccountKey.Parse(json), new HttpClient(_endpoint, disposeHandler: false), _time);
    }

    /// <summary>The claims of an assertion whose signature is right.</summary>
    private JsonElement Claims(string body)
    {
        var form = HttpUtility.ParseQueryString(body);
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"]);
        var parts = form["assertion"]!.Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        Assert.Equal(("RS256", "k1"), (header.GetProperty("alg").GetString(), header.GetProperty("kid").GetString()));
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Assert.True(_rsa.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }

    private sealed class Endpoint : HttpMessageHandler
    {
        public Queue<(HttpStatusCode Status, string Body)> Answers { get; } = [];

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            var (status, body) = Answers.Dequeue();
            return new HttpResponseMessage(status) { Content = new StringContent(body) };
        }
    }
}
