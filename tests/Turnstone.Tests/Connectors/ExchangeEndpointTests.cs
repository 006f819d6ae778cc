using Turnstone.Connectors.Exchange;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class ExchangeEndpointTests
{
    [Theory]
    [InlineData("mail.new.example", "https://mail.new.example/EWS/Exchange.asmx")]
    [InlineData("mail.new.example:8443", "https://mail.new.example:8443/EWS/Exchange.asmx")]
    [InlineData("https://mail.new.example/owa", "https://mail.new.example/EWS/Exchange.asmx")]
    [InlineData("https://mail.new.example/owa/?bO=1#path=/mail", "https://mail.new.example/EWS/Exchange.asmx")]
    [InlineData("https://mail.new.example/ews/exchange.asmx", "https://mail.new.example/ews/exchange.asmx")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/EWS/Exchange.asmx")]
    public void AnyAddressOfTheServer_LeadsToEws(string text, string url) => Assert.Equal(url, ExchangeEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("anna@new.example", "new.example")]
    [InlineData("autodiscover:new.example", "new.example")]
    [InlineData("autodiscover:127.0.0.1:8443", "127.0.0.1:8443")]
    public void AddressOrDomain_HasAutodiscoverAsked(string text, string domain)
    {
        var endpoint = ExchangeEndpoint.Parse(text);

        Assert.Equal((domain, $"https://{domain}/autodiscover/autodiscover.xml"), (endpoint.Domain, endpoint.Url.AbsoluteUri));
    }

    [Theory]
    [InlineData("autodiscover:", "no mail domain")]
    [InlineData("autodiscover:a/b?c", "no mail domain")]
    [InlineData("", "missing")]
    [InlineData("ftp://mail.new.example", "not written as a host")]
    [InlineData("https://anna:s3cret@mail.new.example/owa", "holds a login")]
    [InlineData("https://mail.new.example:0/", "no host that can be reached")]
    public void WrongAddress_SaysWhatIsWrong(string text, string fault)
    {
        var error = Assert.Throws<FormatException>(() => ExchangeEndpoint.Parse(text));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }
}
