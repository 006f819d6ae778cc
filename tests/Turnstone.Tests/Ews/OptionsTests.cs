using System.Globalization;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("http://mail.example.com/EWS/Exchange.asmx")]
    [InlineData("ftp://mail.example.com/EWS/Exchange.asmx")]
    public void PasswordInTheClear_IsRefusedBeforeAnythingIsSent(string url) =>
        Assert.Throws<ArgumentException>(() => new EwsClient(Clients.Options with { Url = new Uri(url) }));

    [Theory]
    [InlineData("http://localhost:8080/EWS/Exchange.asmx", false)]
    [InlineData("http://127.0.0.1:8080/EWS/Exchange.asmx", false)]
    [InlineData("http://mail.example.com/EWS/Exchange.asmx", true)]
    public void PlainHttp_IsTakenOnThisMachineOrWhenAllowed(string url, bool allowed)
    {
        using EwsClient client = new(Clients.Options with { Url = new Uri(url), AllowBasicOverPlainHttp = allowed });

        Assert.Null(client.Server);
    }

    [Fact]
    public void Options_DoNotPrintThePassword()
    {
        string text = Clients.Options.ToString();

        Assert.Contains("svc@example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pässword", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyRequest_IsRefusedHereAndNotThere()
    {
        using EwsClient client = Clients.Answering();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            client.GetItemAsync(new GetItem { ItemIds = [] }, CancellationToken.None));
    }

    [Fact]
    public void ValueThatDoesNotFitItsPath_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ExtendedProperty.OfString(ExtendedPropertyPath.Tagged(0x0E07, MapiPropertyType.Integer), "1"));

    [Fact]
    public void ValuesOfEveryKind_ComeBackAsTheyWent()
    {
        IReadOnlyList<ExtendedProperty> kinds = Requests.EveryKind;

        Assert.Equal(1, kinds[0].AsInteger());
        Assert.Equal(DateTimeOffset.Parse("2011-03-04T03:06:07Z", CultureInfo.InvariantCulture), kinds[1].AsSystemTime());
        Assert.False(kinds[2].AsBoolean());
        Assert.Equal("k<&>\"1", kinds[3].AsString());
        Assert.Equal(["a", "b"], kinds[4].Values);
        Assert.Equal([1, 2, 3], kinds[5].AsBinary()!);
        Assert.Null(kinds[3].AsInteger());
        Assert.Null(kinds[3].AsBinary());
    }
}
