using Turnstone.Connectors.Imap;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class ImapEndpointTests
{
    [Theory]
    [InlineData("imaps://old.example", "imaps://old.example:993", ImapSecurity.Tls)]
    [InlineData("imap://old.example", "imap://old.example:143", ImapSecurity.StartTls)]
    [InlineData("imap://old.example:1143?tls=none", "imap://old.example:1143?tls=none", ImapSecurity.None)]
    [InlineData(" imaps://[::1]:10993/ ", "imaps://[::1]:10993", ImapSecurity.Tls)]
    public void Address_IsReadWithItsDefaults(string text, string written, ImapSecurity security)
    {
        var endpoint = ImapEndpoint.Parse(text);

        Assert.Equal(written, endpoint.ToString());
        Assert.Equal(security, endpoint.Security);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("old.example", "not written as an imap address")]
    [InlineData("https://old.example", "not written as an imap address")]
    [InlineData("imaps://anna:s3cret@old.example", "holds a login")]
    [InlineData("imaps://old.example/INBOX", "goes on after the host")]
    [InlineData("imaps://old.example?tls=none", "contradicts itself")]
    [InlineData("imap://old.example?tls=no", "only \"?tls=none\"")]
    [InlineData("imap://old.example:0", "port 0")]
    [InlineData("imap://old.example:99999", "not written as an imap address")]
    [InlineData("imap://0.0.0.0", "one to listen at")]
    [InlineData("imaps://[::]:993", "one to listen at")]
    public void WrongAddress_SaysWhatIsWrong(string text, string fault)
    {
        var error = Assert.Throws<FormatException>(() => ImapEndpoint.Parse(text));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imap://localhost", true)]
    [InlineData("imap://127.8.9.1", true)]
    [InlineData("imap://[::1]", true)]
    [InlineData("imap://old.example", false)]
    public void Loopback_IsRecognised(string text, bool loopback) => Assert.Equal(loopback, ImapEndpoint.Parse(text).IsLoopback);
}
