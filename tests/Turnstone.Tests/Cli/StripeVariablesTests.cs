using Turnstone.Cli.Settings;
using Turnstone.Server.Lists;
using Turnstone.Server.Orders;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class StripeVariablesTests
{
    private readonly Findings _findings = new();

    [Fact]
    public void NothingIsNamed_NoCardsAreTaken() => Assert.Null(Read());

    [Fact]
    public void Key_IsTaken_AndAddressAndPublicKeyWithIt()
    {
        var settings = Read(("KEY", " sk_1 "), ("PUBLIC_KEY", "pk_1"), ("URL", "http://127.0.0.1:12111"));

        Assert.Equal(("sk_1", "pk_1", new Uri("http://127.0.0.1:12111")), (settings!.Key.Reveal(), settings.PublicKey, settings.Url));
        Assert.True(_findings.AreClean);
    }

    [Theory]
    [InlineData("somewhere")]
    [InlineData("http://payments.example")]
    public void AddressThatIsNoneOrInTheClear_IsRefused(string url)
    {
        Read(("KEY", "sk_1"), ("URL", url));

        Assert.Equal("TURNSTONE_STRIPE_URL", Assert.Single(_findings.Faults).Where);
    }

    private StripeSettings? Read(params (string Name, string Value)[] variables) =>
        StripeVariables.Read(name => variables.FirstOrDefault(variable => "TURNSTONE_STRIPE_" + variable.Name == name).Value, _findings);
}
