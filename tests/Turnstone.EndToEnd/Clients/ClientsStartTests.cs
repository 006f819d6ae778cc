using Xunit;

namespace Turnstone.EndToEnd.Clients;

public class ClientsStartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DavMail_GreetsAndLeavesNothingBehind()
    {
        await DavMailClient.EnsureAsync(Cancel);
        await using var davMail = await DavMailClient.StartAsync(new Uri("http://127.0.0.1:9/EWS/Exchange.asmx"), null, Cancel);

        Assert.NotEqual(0, davMail.ImapPort);
    }

    [Fact]
    public async Task Exchangelib_SaysWhyItCannotReach()
    {
        await ExchangelibClient.EnsureAsync(Cancel);
        var nowhere = new ExchangeLogin(new Uri("http://127.0.0.1:9/EWS/Exchange.asmx"), "a", "b", "a@new.example", null);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ExchangelibClient.ReadAsync(nowhere, false, Cancel));

        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
    }
}
