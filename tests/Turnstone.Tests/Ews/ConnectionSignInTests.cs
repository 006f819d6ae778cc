using System.Text;
using Turnstone.Ews;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class ConnectionSignInTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(10)]
    [InlineData(3_000_001)]
    public async Task Request_LeavesOnceAndOnlyOnASignedInConnection(int length)
    {
        List<byte[]> bodies = [];
        NtlmDoorkeeper door = new(async (connection, _, body) => await CreatedAsync(connection, bodies, body));
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        await client.CreateItemAsync(Clients.CreateItem(length: length), None);
        await client.CreateItemAsync(Clients.CreateItem(length: length), None);

        Assert.Equal((0, 1, 1), (door.EarlyBytes, door.Tries, server.Connections));
        Assert.Equal(2, bodies.Count);
        Assert.All(bodies, body => Assert.Contains(Convert.ToBase64String(new byte[length]), Encoding.UTF8.GetString(body), StringComparison.Ordinal));
        Assert.Equal("NTLM", client.SignInScheme);
    }

    [Fact]
    public async Task ConnectionClosedBetweenRequests_IsSignedInAnewBeforeAnythingLeaves()
    {
        List<byte[]> bodies = [];
        NtlmDoorkeeper door = new(async (connection, _, body) => await CreatedAsync(connection, bodies, body, goOn: false));
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        await client.CreateItemAsync(Clients.CreateItem(length: 2_000_000), None);
        await client.CreateItemAsync(Clients.CreateItem(length: 2_000_000), None);

        Assert.Equal((0, 2, 2), (door.EarlyBytes, door.Tries, bodies.Count));
    }

    [Fact]
    public async Task WrongPassword_IsTriedOnceByAllClientsOfARunTogether()
    {
        NtlmDoorkeeper door = new((_, _, _) => Task.FromResult(false)) { Accepts = false };
        await using RawServer server = new(door.MeetAsync);
        EwsSignIns run = new();
        using EwsClient anna = ClientOf(server, run);
        using EwsClient ben = ClientOf(server, run);

        Task<EwsHttpException>[] refusals =
        [
            .. Enumerable.Range(0, 4).Select(_ => Assert.ThrowsAsync<EwsHttpException>(() => anna.CreateItemAsync(Clients.CreateItem(length: 3_000_000), None))),
            Assert.ThrowsAsync<EwsHttpException>(() => ben.CreateItemAsync(Clients.CreateItem(), None)),
        ];
        EwsHttpException[] all = await Task.WhenAll(refusals);

        Assert.Equal((0, 1), (door.EarlyBytes, door.Tries));
        Assert.All(all, refusal => Assert.Equal(EwsHttpErrorKind.Unauthorized, refusal.Kind));
        Assert.Single(all, refusal => refusal.Message.Contains("not accepted", StringComparison.Ordinal));
        Assert.All(all, refusal => Assert.DoesNotContain("pässword", refusal.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task SchemeThatIsNotOffered_IsSaidSoAndNothingIsTried()
    {
        NtlmDoorkeeper door = new((_, _, _) => Task.FromResult(false)) { Offers = "WWW-Authenticate: Basic realm=\"x\"\r\n" };
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        EwsHttpException refused = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.Unauthorized, RequestProgress.NotSent, 0), (refused.Kind, refused.Progress, door.Greetings));
        Assert.Contains("NTLM is not offered here (offered: Basic)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusalAfterSuccess_IsNotTriedAgainAtOnce()
    {
        int served = 0;
        NtlmDoorkeeper door = new(async (connection, _, _) =>
        {
            served++;
            await connection.AnswerAsync("", "401 Unauthorized", "WWW-Authenticate: NTLM\r\n");
            return true;
        });
        await using RawServer server = new(door.MeetAsync);
        EwsSignIns run = new();
        using EwsClient client = ClientOf(server, run);

        EwsHttpException first = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));
        EwsHttpException second = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.Unauthorized, RequestProgress.Answered), (first.Kind, first.Progress));
        Assert.Equal((EwsHttpErrorKind.Unauthorized, RequestProgress.NotSent), (second.Kind, second.Progress));
        Assert.Equal((1, 1), (served, door.Tries));
    }

    [Fact]
    public async Task ConnectionClosedInsideTheHandshake_BlamesWhatStandsBetween()
    {
        NtlmDoorkeeper door = new((_, _, _) => Task.FromResult(false)) { HangsUp = true };
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        EwsException broken = await Assert.ThrowsAnyAsync<EwsException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(RequestProgress.NotSent, broken.Progress);
        Assert.Contains("needs one connection from beginning to end", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MBX1", "MBX2", "began at MBX1 and was ended by MBX2")]
    [InlineData("MBX1", "MBX1", "was not accepted")]
    public async Task HandshakeSplitBetweenTwoServers_IsNamedAndTriedOnce(string first, string second, string words)
    {
        NtlmDoorkeeper door = new((_, _, _) => Task.FromResult(false)) { Accepts = false, Servers = [first, second] };
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        EwsHttpException torn = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));
        await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.Unauthorized, 1, 0), (torn.Kind, door.Tries, door.EarlyBytes));
        Assert.Contains(words, torn.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server: nginx/1.26\r\n", "came through nginx/1.26")]
    [InlineData("Via: 1.1 edge7\r\nServer: Microsoft-IIS/10.0\r\n", "came through 1.1 edge7")]
    [InlineData("Server: Microsoft-IIS/10.0\r\n", null)]
    public async Task RefusalThatCameThroughAProxy_NamesItAndWhatItMustDo(string header, string? named)
    {
        NtlmDoorkeeper door = new((_, _, _) => Task.FromResult(false)) { Accepts = false, Offers = $"WWW-Authenticate: NTLM\r\n{header}" };
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        EwsHttpException refused = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Contains("a proxy that ends TLS before a server that requires Extended Protection", refused.Message, StringComparison.Ordinal);
        Assert.Equal(named is not null, refused.Message.Contains("came through", StringComparison.Ordinal));
        Assert.Contains(named ?? "", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerLostAfterAFullSend_IsSaidSoAndNothingIsSentAgain()
    {
        int received = 0;
        NtlmDoorkeeper door = new((_, _, _) => Task.FromResult(++received < 0));
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        EwsTransportException lost = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsTransportErrorKind.ConnectionReset, RequestProgress.FullySent, 1), (lost.Kind, lost.Progress, received));
    }

    [Fact]
    public async Task NobodyListening_IsRefusedAndNotSent()
    {
        RawServer gone = new(_ => Task.CompletedTask);
        await gone.DisposeAsync();
        using EwsClient client = ClientOf(gone);

        EwsTransportException refused = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsTransportErrorKind.ConnectionRefused, RequestProgress.NotSent), (refused.Kind, refused.Progress));
    }

    [Fact]
    public async Task RequestsAtOnce_GetAConnectionEachAndNoMoreThanAllowed()
    {
        List<byte[]> bodies = [];
        NtlmDoorkeeper door = new(async (connection, _, body) => await CreatedAsync(connection, bodies, body));
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CreateItemAsync(Clients.CreateItem(), None)));

        Assert.Equal((20, 0), (bodies.Count, door.EarlyBytes));
        Assert.InRange(server.Connections, 1, 4);
        Assert.Equal(server.Connections, door.Tries);
    }

    private static async Task<bool> CreatedAsync(RawConnection connection, List<byte[]> bodies, byte[] body, bool goOn = true)
    {
        lock (bodies)
        {
            bodies.Add(body);
        }

        await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
        return goOn;
    }

    private static EwsClient ClientOf(RawServer server, EwsSignIns? run = null) => new(Clients.Options with
    {
        Url = server.Url,
        Credential = new EwsCredential.Ntlm("EXAMPLE\\svc", new EwsPassword("pässword:1")),
        SignIns = run,
    });
}
