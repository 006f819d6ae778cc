using System.Net;
using System.Net.Sockets;
using System.Text;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class TransportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Request_CarriesItsLengthAndHeadersOnTheFirstTry()
    {
        (string Head, byte[] Body) seen = ("", []);
        await using RawServer server = new(async connection =>
        {
            seen = (await connection.ReadRequestAsync())!.Value;
            await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
        });
        using EwsClient client = ClientOf(server);

        await client.CreateItemAsync(Clients.CreateItem(length: 1000), None);

        Assert.StartsWith("POST /EWS/Exchange.asmx HTTP/1.1\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: text/xml; charset=utf-8\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains($"\r\nAuthorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("svc@example.com:pässword:1"))}\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-AnchorMailbox: anna@example.com\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nUser-Agent: Turnstone.Ews\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nreturn-client-request-id: true\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Matches("\r\nclient-request-id: [0-9a-f-]{36}\r\n", seen.Head);
        Assert.DoesNotContain("Transfer-Encoding", seen.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect", seen.Head, StringComparison.Ordinal);
        Assert.EndsWith("</s:Envelope>", Encoding.UTF8.GetString(seen.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeRequest_AsksFirstAndTravelsWhole()
    {
        (string Head, byte[] Body) seen = ("", []);
        await using RawServer server = new(async connection =>
        {
            seen = (await connection.ReadRequestAsync())!.Value;
            await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
        });
        using EwsClient client = ClientOf(server);

        await client.CreateItemAsync(Clients.CreateItem(length: 3_000_001), None);

        Assert.Contains("\r\nExpect: 100-continue\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(new byte[3_000_001]), Encoding.UTF8.GetString(seen.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeRequestRefusedByItsLength_IsTooLargeAndNeverSent()
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync("<html><title>404 - File or directory not found.</title></html>", "404 Not Found");
        });
        using EwsClient client = ClientOf(server);

        EwsHttpException refused = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(length: 5_000_000), None));

        Assert.Equal((EwsHttpErrorKind.RequestTooLarge, RequestProgress.Answered), (refused.Kind, refused.Progress));
    }

    [Fact]
    public async Task NobodyListening_IsRefusedAndNotSent()
    {
        using EwsClient client = new(Clients.Options with { Url = UnusedAddress() });

        EwsTransportException refused = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsTransportErrorKind.ConnectionRefused, RequestProgress.NotSent), (refused.Kind, refused.Progress));
    }

    [Fact]
    public async Task ConnectionResetTheMomentItStands_IsAFailureOfTheNetwork_AndNothingWasSent()
    {
        using EwsClient client = Clients.Over(new ResetHandler());

        EwsTransportException reset = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(length: 1000), None));

        Assert.Equal((EwsTransportErrorKind.ConnectionReset, RequestProgress.NotSent), (reset.Kind, reset.Progress));
    }

    [Fact]
    public async Task ConnectionResetInsideTheBody_IsPartlySent()
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await connection.ReadBodyAsync(100_000);
            connection.Reset();
        });
        using EwsClient client = ClientOf(server);

        EwsTransportException cut = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(length: 40_000_000), None));

        Assert.Equal((EwsTransportErrorKind.ConnectionReset, RequestProgress.PartlySent), (cut.Kind, cut.Progress));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerLostAfterAFullSend_IsSaidSoAndNothingIsSentAgain(bool onAFreshConnection)
    {
        int received = 0;
        await using RawServer server = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                received++;
                if (received > (onAFreshConnection ? 0 : 1))
                {
                    return;
                }

                await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
            }
        });
        using EwsClient client = ClientOf(server);
        if (!onAFreshConnection)
        {
            await client.CreateItemAsync(Clients.CreateItem(), None);
        }

        EwsTransportException lost = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsTransportErrorKind.ConnectionReset, RequestProgress.FullySent), (lost.Kind, lost.Progress));
        Assert.Equal(onAFreshConnection ? 1 : 2, received);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task AnswerBrokenOff_IsTruncatedAndAnswered()
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nrequest-id: abc\r\nX-FEServer: EX1\r\nContent-Length: 5000\r\n\r\n<?xml version=\"1.0\"?><s:Envelope");
        });
        using EwsClient client = ClientOf(server);

        EwsProtocolException cut = await Assert.ThrowsAsync<EwsProtocolException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsProtocolErrorKind.Truncated, RequestProgress.Answered), (cut.Kind, cut.Progress));
        Assert.Equal(("abc", "EX1", "CreateItem"), (cut.Facts.RequestId, cut.Facts.FrontEndServer, cut.Facts.Operation));
    }

    [Fact]
    public async Task NotHttp_IsGarbled()
    {
        await using RawServer server = new(async connection =>
        {
            await connection.WriteAsync("* OK IMAP4rev1 ready\r\n");
            await connection.ReadRequestAsync();
        });
        using EwsClient client = ClientOf(server);

        EwsException garbled = await Assert.ThrowsAnyAsync<EwsException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(EwsProtocolErrorKind.Garbled, Assert.IsType<EwsProtocolException>(garbled).Kind);
    }

    [Fact]
    public async Task Cookies_AreKeptByTheClientThatGotThemAndNoOther()
    {
        List<string> heads = [];
        await using RawServer server = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is var (head, _))
            {
                heads.Add(head);
                await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")), headers: "Set-Cookie: X-BackEndCookie=anna~1; path=/EWS; HttpOnly\r\n");
            }
        });
        using EwsClient anna = ClientOf(server);
        using EwsClient ben = ClientOf(server);

        await anna.CreateItemAsync(Clients.CreateItem(), None);
        await anna.CreateItemAsync(Clients.CreateItem(), None);
        await ben.CreateItemAsync(Clients.CreateItem(), None);

        Assert.Equal([false, true, false], heads.Select(head => head.Contains("Cookie: X-BackEndCookie=anna~1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CompressedAnswer_IsRead()
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            using MemoryStream packed = new();
            await using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(Answers.Responses("CreateItem", Answers.Created("packed"))));
            }

            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
            await connection.WriteAsync(packed.ToArray());
        });
        using EwsClient client = ClientOf(server);

        IReadOnlyList<EwsResponse<Item>> responses = await client.CreateItemAsync(Clients.CreateItem(), None);

        Assert.Equal("packed", responses[0].Value!.ItemId!.Id);
    }

    [Fact]
    public async Task AnswerThatSwellsWhenUnpacked_IsRefused()
    {
        using MemoryStream packed = new();
        await using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("<s:Envelope xmlns:s=\"x\"><s:Header>"));
            gzip.Write(Enumerable.Repeat((byte)' ', 64 << 20).ToArray());
        }

        await using RawServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
            await connection.WriteAsync(packed.ToArray());
        });
        using EwsClient client = ClientOf(server);

        EwsProtocolException bomb = await Assert.ThrowsAsync<EwsProtocolException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(EwsProtocolErrorKind.BeyondLimits, bomb.Kind);
    }

    [Fact]
    public async Task CallerWhoCancels_LearnsHowFarTheRequestHadCome()
    {
        using CancellationTokenSource cancel = new();
        await using RawServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await cancel.CancelAsync();
            await connection.ReadHeadAsync();
        });
        using EwsClient client = ClientOf(server);

        EwsCanceledException cancelled = await Assert.ThrowsAsync<EwsCanceledException>(() => client.CreateItemAsync(Clients.CreateItem(), cancel.Token));

        Assert.Equal(RequestProgress.FullySent, cancelled.Progress);
    }

    [Fact]
    public async Task MessageThatCannotBeReadToItsEnd_IsNamedAndLeavesNoWholeRequest()
    {
        bool whole = false;
        await using RawServer server = new(async connection =>
        {
            whole = await connection.ReadRequestAsync() is not null;
        });
        using EwsClient client = ClientOf(server);
        CreateItem request = new()
        {
            SavedItemFolderId = DistinguishedFolderId.Inbox,
            Items = [new NewMessage { MimeContent = new MemoryMimeSource(new byte[100]) }, new NewMessage { MimeContent = new ShortSource() }],
        };

        EwsSourceException broken = await Assert.ThrowsAsync<EwsSourceException>(() => client.CreateItemAsync(request, None));

        Assert.Equal((1, RequestProgress.PartlySent), (broken.Index, broken.Progress));
        await server.DisposeAsync();
        Assert.False(whole);
    }

    private sealed class ShortSource : IMimeSource
    {
        public long Length => 1000;

        public Stream OpenRead() => new MemoryStream(new byte[999]);
    }

    private static EwsClient ClientOf(RawServer server) => new(Clients.Options with { Url = server.Url });

    private static Uri UnusedAddress()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/EWS/Exchange.asmx");
    }

    /// <summary>What HttpClient lets through when nobody is at the other end of a connection that has just been made.</summary>
    private sealed class ResetHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
