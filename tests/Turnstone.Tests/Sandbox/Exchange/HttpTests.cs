using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Turnstone.Sandbox;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class HttpTests
{
    [Fact]
    public async Task Answer_HasTheHeadersOfARealServer()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(GetFolder(Well("inbox")));

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h:ServerVersionInfo MajorVersion=\"15\" MinorVersion=\"2\"", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reply.Text);
        Assert.True(reply.Headers.TransferEncodingChunked);
        Assert.True(reply.Headers.CacheControl!.Private);
        Assert.All(["request-id", "X-CalculatedBETarget", "X-DiagInfo", "X-BEServer", "X-FEServer", "X-AspNet-Version", "X-Powered-By"], name => Assert.True(reply.Headers.Contains(name), name));
    }

    [Fact]
    public async Task Fault_HasStatus500AndNoServerVersion()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync("<m:NoSuchThing/>");

        Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
        Assert.DoesNotContain("ServerVersionInfo", reply.Text, StringComparison.Ordinal);
        Assert.Contains("<faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">a:ErrorInvalidRequest</faultcode><faultstring xml:lang=\"en-US\">The request is invalid.</faultstring>", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestOverTheLimit_IsFilteredByIisBeforeSignIn()
    {
        await using var exchange = await StartAsync(Options with { Limits = new ServerLimits { MaxRequestBytes = 1000 } });
        using var request = exchange.Request(null);
        request.Content = new ByteArrayContent(new byte[1001]);

        var reply = await exchange.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Equal("text/html", reply.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("404 - File or directory not found.", reply.Text, StringComparison.Ordinal);
        Assert.False(reply.Headers.Contains("X-FEServer"));
    }

    [Fact]
    public async Task BackEndsLimits_AnswerThroughTheFrontEnd_EachInItsWay()
    {
        await using var filtered = await StartAsync(Options with { Limits = new ServerLimits { MaxBackEndRequestBytes = 1000 } });
        await using var received = await StartAsync(Options with { Limits = new ServerLimits { MaxReceivedMessageBytes = 1000 } });

        var byFilter = await SendAsync(filtered);
        var byWcf = await SendAsync(received);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.RequestEntityTooLarge), (byFilter.Status, byWcf.Status));
        Assert.True(byFilter.Headers.Contains("X-FEServer") && byWcf.Headers.Contains("X-FEServer"));

        static Task<Reply> SendAsync(TestExchange exchange)
        {
            var request = exchange.Request(Anna);
            request.Content = new ByteArrayContent(new byte[1001]);
            return exchange.SendAsync(request);
        }
    }

    [Fact]
    public async Task BlockedAccountOrProgram_IsForbiddenWithoutSoap()
    {
        await using var exchange = await StartAsync(Options with { ServiceAccounts = [new ServiceAccount(Service, "secret") { IsEwsBlocked = true }], EwsBlockList = ["Bad*"] });
        using var request = exchange.Request(Anna);
        request.Headers.UserAgent.ParseAdd("BadMail/1.0");
        request.Content = new StringContent(Envelope(GetFolder(Well("inbox"))), Encoding.UTF8, "text/xml");

        var account = await exchange.CallAsync(GetFolder(Well("inbox", Anna)), Service);
        var program = await exchange.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (account.Status, program.Status));
        Assert.DoesNotContain("Envelope", account.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RootTellsQuotaAndMessageSize_AndFoldersTheirOwnSize()
    {
        await using var exchange = await StartAsync(Options with { Quota = new() { MaxBytes = 4 << 20 }, Limits = new ServerLimits { MaxMailboxMessageBytes = 35 << 20 } });

        var root = await AskAsync("root");
        var inbox = await AskAsync("inbox");

        Assert.Contains("<t:Value>4096</t:Value>", root.Text, StringComparison.Ordinal);
        Assert.Contains("<t:Value>35840</t:Value>", root.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0x666a", inbox.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<t:Value>0</t:Value>", inbox.Text, StringComparison.Ordinal);

        Task<Reply> AskAsync(string folder) => exchange.CallAsync(
            $"<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>{Tagged("0x666A", "Integer")}{Tagged("0x666D", "Integer")}{Tagged("0x0E08", "Long")}</t:AdditionalProperties></m:FolderShape><m:FolderIds>{Well(folder)}</m:FolderIds></m:GetFolder>");

        static string Tagged(string tag, string type) => $"<t:ExtendedFieldURI PropertyTag=\"{tag}\" PropertyType=\"{type}\"/>";
    }

    [Fact]
    public async Task UploadWithoutLength_IsRefused()
    {
        await using var exchange = await StartAsync();
        using var request = exchange.Request(Anna);
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Envelope(GetFolder(Well("inbox"))))));

        var reply = await exchange.SendAsync(request);

        Assert.Equal(HttpStatusCode.LengthRequired, reply.Status);
    }

    [Fact]
    public async Task Gzip_IsUsedOnlyWhereOffered()
    {
        await using var exchange = await StartAsync();
        using var client = new HttpClient();
        using var request = exchange.Request(Anna);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        request.Content = new StringContent(Envelope(GetFolder(Well("inbox"))), Encoding.UTF8, "text/xml");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await using var unzipped = new GZipStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.EndsWith("</s:Envelope>", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientRequestId_IsEchoedOnRequest()
    {
        await using var exchange = await StartAsync();
        using var request = exchange.Request(Anna);
        request.Headers.Add("client-request-id", "mine");
        request.Headers.Add("return-client-request-id", "true");
        request.Content = new StringContent(Envelope(GetFolder(Well("inbox"))), Encoding.UTF8, "text/xml");

        var reply = await exchange.SendAsync(request);

        Assert.Equal("mine", Assert.Single(reply.Headers.GetValues("client-request-id")));
    }

    [Theory]
    [InlineData("Exchange2013", "NoError")]
    [InlineData("Exchange2013_SP1", "NoError")]
    [InlineData("Exchange2016", "NoError")]
    [InlineData("V2017_07_11", "NoError")]
    [InlineData("Exchange2019", "ErrorInvalidRequest")]
    [InlineData("V2018_01_08", "ErrorInvalidRequest")]
    [InlineData("nonsense", "ErrorInvalidServerVersion")]
    public async Task RequestVersion_IsTakenAsA2019TakesIt(string version, string code)
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(GetFolder(Well("inbox")), version: version);

        Assert.Equal([code], reply.Codes);
    }

    [Fact]
    public async Task ElementNewerThanTheVersion_IsToldToRaiseIt()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(
            $"<m:CreateFolderPath><m:ParentFolderId>{Well("inbox")}</m:ParentFolderId><m:RelativeFolderPath/></m:CreateFolderPath>", version: "Exchange2010_SP2");

        Assert.StartsWith("The request is valid but does not specify the correct server version", reply.Value("Message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not xml at all")]
    [InlineData("<a><b></a>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"x\">]><x>&e;</x>")]
    [InlineData("")]
    public async Task Rubbish_IsAFaultAndNothingMore(string body)
    {
        await using var exchange = await StartAsync();

        var rubbish = await exchange.SendAsync(body);
        var after = await exchange.CallAsync(GetFolder(Well("inbox")));

        Assert.Equal(HttpStatusCode.InternalServerError, rubbish.Status);
        Assert.Equal(["NoError"], after.Codes);
    }

    [Fact]
    public async Task DeepNesting_IsAFault()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(string.Concat(Enumerable.Repeat("<m:a>", 5000)) + string.Concat(Enumerable.Repeat("</m:a>", 5000)));

        Assert.Equal(["ErrorInvalidRequest"], reply.Codes);
    }

    [Fact]
    public async Task Autodiscover_GivesTheAddressOfThisServer()
    {
        await using var exchange = await StartAsync();
        using var request = exchange.Request(Anna);
        request.RequestUri = new Uri(exchange.Server.EwsUrl, "/autodiscover/autodiscover.xml");
        request.Content = new StringContent(
            "<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006\"><Request><EMailAddress>bob@new.example</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>",
            Encoding.UTF8,
            "text/xml");

        var reply = await exchange.SendAsync(request);

        Assert.Contains($"<EwsUrl>{exchange.Server.EwsUrl}</EwsUrl>", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedInBrowser_SeesTheDescriptionOfTheService()
    {
        await using var exchange = await StartAsync();
        using var request = exchange.Request(Anna);
        request.Method = HttpMethod.Get;
        request.RequestUri = new Uri(exchange.Server.EwsUrl, "/EWS/Services.wsdl");

        var reply = await exchange.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Contains("definitions", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_IsTrustedThroughTheAuthorityItGives()
    {
        await using var exchange = await StartAsync(Options with { Listen = new Uri("https://127.0.0.1:0") });
        using var authority = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(exchange.Server.CertificateAuthorityPem);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck };
        using var client = new HttpClient(handler);

        using var response = await client.GetAsync(new Uri(exchange.Server.EwsUrl, "/owa/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }
}
