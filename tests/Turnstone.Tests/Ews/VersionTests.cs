using System.Net;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class VersionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task ServerThatDoesNotKnowTheVersion_IsAskedOnceMoreWithTheOlderOneAndRemembered()
    {
        PiecemealSource message = new([1, 2, 3], 1);
        CreateItem request = new() { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [new NewMessage { MimeContent = message }] };
        CannedHandler server = new(
            () => Answers.Xml(Answers.Fault("ErrorInvalidServerVersion", "The specified server version is invalid."), HttpStatusCode.InternalServerError),
            () => Answers.Xml(Answers.Responses("CreateItem", Answers.Created("x"))),
            () => Answers.Xml(Answers.Responses("CreateItem", Answers.Created("y"))));
        using EwsClient client = Clients.Over(server);

        await client.CreateItemAsync(request, None);
        await client.CreateItemAsync(request, None);

        Assert.Equal(["Exchange2013_SP1", "Exchange2013", "Exchange2013"], server.Requests.Select(sent => sent.Body.Split("RequestServerVersion Version=\"")[1].Split('"')[0]));
        Assert.Equal(RequestServerVersion.Exchange2013, client.RequestVersion);
        Assert.Equal(3, message.Opened);
        Assert.Equal(3, server.Requests.Select(sent => sent.Message.Headers.GetValues("client-request-id").Single()).Distinct().Count());
    }

    [Fact]
    public async Task ServerThatKnowsNeither_IsAskedTwiceAndNoMore()
    {
        Func<HttpResponseMessage> refusal = () => Answers.Xml(Answers.Fault("ErrorInvalidServerVersion", "The specified server version is invalid."), HttpStatusCode.InternalServerError);
        CannedHandler server = new(refusal, refusal);
        using EwsClient client = Clients.Over(server);

        EwsFaultException fault = await Assert.ThrowsAsync<EwsFaultException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(ResponseCode.ErrorInvalidServerVersion, fault.ResponseCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task VersionLearntEarlier_IsUsedFromTheFirstRequest()
    {
        CannedHandler server = new(() => Answers.Xml(Answers.Responses("CreateItem", Answers.Created("x"))));
        using EwsClient client = new(Clients.Options with { MessageHandler = server, RequestVersion = RequestServerVersion.Exchange2013 });

        await client.CreateItemAsync(Clients.CreateItem(), None);

        Assert.Contains("Version=\"Exchange2013\"", server.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(14, 3, 195, 1, ExchangeGeneration.Older, false)]
    [InlineData(15, 0, 1497, 2, ExchangeGeneration.Exchange2013, true)]
    [InlineData(15, 1, 1591, 10, ExchangeGeneration.Exchange2016, true)]
    [InlineData(15, 2, 1748, 10, ExchangeGeneration.Exchange2019, true)]
    [InlineData(15, 2, 2562, 17, ExchangeGeneration.SubscriptionEdition, true)]
    [InlineData(15, 20, 1, 1, ExchangeGeneration.Newer, true)]
    public void Build_TellsTheGeneration(int major, int minor, int build, int revision, ExchangeGeneration generation, bool hasPath)
    {
        ServerVersion server = new(major, minor, build, revision);

        Assert.Equal((generation, hasPath), (server.Generation, server.HasCreateFolderPath));
    }
}
