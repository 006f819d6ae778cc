using System.Text;
using Turnstone.Sandbox.SignIn;
using Xunit;

namespace Turnstone.Tests.Sandbox.SignIn;

public class BasicCredentialsTests
{
    [Theory]
    [InlineData("ann@x.example:pass", "ann@x.example", "pass")]
    [InlineData("DOM\\ann:p:a:s:s", "DOM\\ann", "p:a:s:s")]
    [InlineData("jörg:pässwörd€", "jörg", "pässwörd€")]
    [InlineData("ann:", "ann", "")]
    public void WellFormedHeader_GivesNameAndPassword(string pair, string userName, string password)
    {
        Assert.True(BasicCredentials.TryParse("basic " + Coded(pair), out BasicCredentials? credentials));

        Assert.Equal((userName, password), (credentials.UserName, credentials.Password));
        Assert.DoesNotContain("pass", credentials.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic YQ")]
    [InlineData("Basic /w==")]
    [InlineData("Bearer YTpi")]
    [InlineData("Negotiate TlRMTVNTUAAB")]
    public void AnythingElse_IsNotTaken(string? authorization) => Assert.False(BasicCredentials.TryParse(authorization, out _));

    [Theory]
    [InlineData("nocolon")]
    [InlineData(":password without a name")]
    [InlineData("nul\0:x")]
    [InlineData("line\r\nbreak:x")]
    public void PairThatCannotBeACredential_IsNotTaken(string pair) => Assert.False(BasicCredentials.TryParse("Basic " + Coded(pair), out _));

    [Fact]
    public void EndlessHeader_IsNotDecoded() =>
        Assert.False(BasicCredentials.TryParse("Basic " + Coded("a:" + new string('x', 100_000)), out _));

    private static string Coded(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
