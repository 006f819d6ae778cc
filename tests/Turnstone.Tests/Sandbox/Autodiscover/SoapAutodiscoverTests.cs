using System.Text;
using System.Xml.Linq;
using Turnstone.Sandbox.Autodiscover;
using Xunit;

namespace Turnstone.Tests.Sandbox.Autodiscover;

public class SoapAutodiscoverTests
{
    private static readonly XNamespace Messages = "http://schemas.microsoft.com/exchange/2010/Autodiscover";
    private static readonly Uri EwsUrl = new("https://mail.contoso.example/EWS/Exchange.asmx");

    private readonly SoapAutodiscover _autodiscover = new(
        EwsUrl, address => address == "ann@contoso.example" ? new AutodiscoverUser("Ann", address, "/o=Contoso/cn=ann") : null);

    [Fact]
    public void KnownAddress_GetsTheSettingsThatAreKnown()
    {
        AutodiscoverAnswer answer = _autodiscover.Answer(Request("ann@contoso.example", "ExternalEwsUrl", "CasVersion"));

        XElement user = User(answer);
        Assert.Equal((200, "NoError"), (answer.StatusCode, user.Element(Messages + "ErrorCode")!.Value));
        Assert.Equal(["ExternalEwsUrl"], user.Descendants(Messages + "Name").Select(name => name.Value));
        Assert.Equal([EwsUrl.AbsoluteUri], user.Descendants(Messages + "Value").Select(value => value.Value));
        Assert.Equal(["CasVersion"], user.Descendants(Messages + "SettingName").Select(name => name.Value));
    }

    [Fact]
    public void UnknownAddress_IsAnInvalidUser() =>
        Assert.Equal("InvalidUser", User(_autodiscover.Answer(Request("nobody@contoso.example", "ExternalEwsUrl"))).Element(Messages + "ErrorCode")!.Value);

    [Theory]
    [InlineData("")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")]
    public void AnythingElse_IsAFault(string request)
    {
        AutodiscoverAnswer answer = _autodiscover.Answer(Encoding.UTF8.GetBytes(request));

        Assert.Equal(500, answer.StatusCode);
        Assert.Contains("faultstring", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    private static XElement User(AutodiscoverAnswer answer) =>
        XDocument.Parse(Encoding.UTF8.GetString(answer.Body.Span)).Descendants(Messages + "UserResponse").Single();

    private static byte[] Request(string address, params string[] settings) => Encoding.UTF8.GetBytes(
        $"""
        <soap:Envelope xmlns:a="{Messages}" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><a:GetUserSettingsRequestMessage><a:Request>
        <a:Users><a:User><a:Mailbox>{address}</a:Mailbox></a:User></a:Users>
        <a:RequestedSettings>{string.Concat(settings.Select(setting => $"<a:Setting>{setting}</a:Setting>"))}</a:RequestedSettings>
        </a:Request></a:GetUserSettingsRequestMessage></soap:Body></soap:Envelope>
        """);
}
