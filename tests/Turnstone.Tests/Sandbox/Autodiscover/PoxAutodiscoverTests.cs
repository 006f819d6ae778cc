using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox.Autodiscover;
using Xunit;

namespace Turnstone.Tests.Sandbox.Autodiscover;

public class PoxAutodiscoverTests
{
    private static readonly XNamespace Outer = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private static readonly XNamespace Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private static readonly Uri EwsUrl = new("https://mail.contoso.example/EWS/Exchange.asmx");

    private readonly PoxAutodiscover _autodiscover = new(
        EwsUrl,
        address => address == "ann@contoso.example" ? new AutodiscoverUser("Ann <Lee>", address, "/o=Contoso/cn=ann") : null,
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 25, 29, TimeSpan.Zero)));

    [Fact]
    public void KnownAddress_GetsItsUrls_InInternalAndExternalProtocol()
    {
        AutodiscoverAnswer answer = _autodiscover.Answer(Request("ann@contoso.example"));

        XElement account = Response(answer, Outlook).Element(Outlook + "Account")!;
        Assert.Equal((200, "text/xml; charset=utf-8"), (answer.StatusCode, answer.ContentType));
        Assert.Equal("settings", account.Element(Outlook + "Action")!.Value);
        Dictionary<string, string?> urls = account.Elements(Outlook + "Protocol")
            .ToDictionary(protocol => protocol.Element(Outlook + "Type")!.Value, protocol => protocol.Element(Outlook + "EwsUrl")?.Value);
        Assert.Equal(EwsUrl.AbsoluteUri, urls["EXCH"]);
        Assert.Equal(EwsUrl.AbsoluteUri, urls["EXPR"]);
        Assert.Null(urls["WEB"]);
        Assert.Equal("Ann <Lee>", Response(answer, Outlook).Element(Outlook + "User")!.Element(Outlook + "DisplayName")!.Value);
    }

    [Fact]
    public void UnknownAddress_IsError500_InsideStatus200()
    {
        AutodiscoverAnswer answer = _autodiscover.Answer(Request("nobody@contoso.example"));

        XElement error = Response(answer, Outlook).Element(Outlook + "Error")!;
        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(("500", "The email address can't be found."), (error.Element(Outlook + "ErrorCode")!.Value, error.Element(Outlook + "Message")!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<Autodiscover/>")]
    [InlineData("<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'><Request/></Autodiscover>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'><Request><EMailAddress>&x;</EMailAddress></Request></Autodiscover>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><Autodiscover/>")]
    public void InvalidRequest_IsError600_WithoutTheOutlookNamespace(string request)
    {
        AutodiscoverAnswer answer = _autodiscover.Answer(Encoding.UTF8.GetBytes(request));

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("""
            <?xml version="1.0" encoding="utf-8"?>
            <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
              <Response>
                <Error Time="12:25:29.0000000" Id="2561797305">
                  <ErrorCode>600</ErrorCode>
                  <Message>Invalid Request</Message>
                  <DebugData />
                </Error>
              </Response>
            </Autodiscover>
            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(answer.Body.Span).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void EndlessOrDeepRequest_IsInvalid()
    {
        string deep = "<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'>" + string.Concat(Enumerable.Repeat("<a>", 5000));

        Assert.Contains("600", Encoding.UTF8.GetString(_autodiscover.Answer(Encoding.UTF8.GetBytes(deep)).Body.Span), StringComparison.Ordinal);
        Assert.Contains("600", Encoding.UTF8.GetString(_autodiscover.Answer(Request(new string('a', 100_000))).Body.Span), StringComparison.Ordinal);
    }

    private static byte[] Request(string address) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
          <Request>
            <EMailAddress>{address}</EMailAddress>
            <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
          </Request>
        </Autodiscover>
        """);

    private static XElement Response(AutodiscoverAnswer answer, XNamespace space) =>
        XDocument.Parse(Encoding.UTF8.GetString(answer.Body.Span)).Root!.Element(space + "Response")!;
}
