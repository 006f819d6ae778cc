using Turnstone.Server.Security;
using Xunit;

namespace Turnstone.Tests.Server;

public class AuthenticatorCodesTests
{
    /// <summary>RFC 6238, appendix B, for SHA-1; its eight digits end in the six that we use.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_IsThatOfTheStandard(long second, string code)
    {
        const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

        Assert.Equal("12345678901234567890", System.Text.Encoding.ASCII.GetString(Base32.Decode(Key)));
        Assert.Equal(code, AuthenticatorCodes.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(second)));
    }

    [Fact]
    public void TextThatIsNoBase32_IsRefused() => Assert.Throws<FormatException>(() => Base32.Decode("A1"));
}
