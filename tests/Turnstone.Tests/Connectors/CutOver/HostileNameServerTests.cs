using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using Turnstone.Connectors.CutOver;
using Xunit;

namespace Turnstone.Tests.Connectors.CutOver;

/// <summary>What a name server may send, and what becomes of it.</summary>
public sealed class HostileNameServerTests : IDisposable
{
    private const int Answer = 0x8400;
    private const int Truncated = 0x8600;
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private int _questions;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0xC0, 0x0C, 0, 15, 0, 1, 0, 0, 0, 60, 0, 200, 0, 10 })]
    public async Task BytesThatAreNoRecord_AreNoAnswer(byte[] record)
    {
        var reply = await AskAsync(QueryType.MX, Answer, record);

        Assert.Equal((DnsReplyKind.Broken, "its answer is too long for UDP or cannot be read, and it takes no TCP"), (reply.Kind, reply.Trouble));
        Assert.Equal(AnswerState.Unanswered, MxJudge.Judge(reply, [DomainName.Parse("new.example")]).State);
    }

    [Fact]
    public async Task NameWithWhatCannotBeSeen_IsShownAsText()
    {
        // 10 a<ESC>[2J.
        var reply = await AskAsync(QueryType.MX, Answer, [0xC0, 0x0C, 0, 15, 0, 1, 0, 0, 0, 60, 0, 9, 0, 10, 5, (byte)'a', 0x1B, (byte)'[', (byte)'2', (byte)'J', 0]);

        var judged = MxJudge.Judge(reply, [DomainName.Parse("new.example")]);

        Assert.Equal(AnswerState.Old, judged.State);
        Assert.DoesNotContain('\u001b', Assert.Single(judged.Values));
    }

    [Theory]
    [InlineData(0xFFFFFFFF, 0)]
    [InlineData(0x7FFFFFFF, 7 * 24 * 3600)]
    [InlineData(60, 60)]
    public async Task TimeToLive_HasBounds(uint told, int seconds)
    {
        byte[] record = [0xC0, 0x0C, 0, 15, 0, 1, 0, 0, 0, 0, 0, 4, 0, 10, 0xC0, 0x0C];
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(6), told);

        var reply = await AskAsync(QueryType.MX, Answer, record);

        Assert.Equal(TimeSpan.FromSeconds(seconds), MxJudge.Judge(reply, [DomainName.Parse("new.example")]).Life);
    }

    [Fact]
    public async Task AnswerThatIsCutOff_WithoutTcpBehindIt_IsNone()
    {
        var reply = await AskAsync(QueryType.MX, Truncated, []);

        Assert.Equal(DnsReplyKind.Broken, reply.Kind);
        Assert.Contains("it takes no TCP", reply.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, DnsReplyKind.Failed)]
    [InlineData(3, DnsReplyKind.NoSuchName)]
    [InlineData(4, DnsReplyKind.Broken)]
    [InlineData(5, DnsReplyKind.Refused)]
    [InlineData(9, DnsReplyKind.Refused)]
    public async Task Errors_AreToldApart(int code, object kind) => Assert.Equal(kind, (await AskAsync(QueryType.MX, Answer | code, [])).Kind);

    [Fact]
    public async Task Door_AsksSoManyQuestions_AndNoMore()
    {
        var door = new DnsDoor();
        var serving = ServeAsync(Answer, []);
        for (var at = 0; at < DnsDoor.MostQuestions; at++)
        {
            await door.AskAsync((IPEndPoint)_socket.Client.LocalEndPoint!, "new.example", QueryType.MX, recurses: false, Cancel);
        }

        var reply = await door.AskAsync((IPEndPoint)_socket.Client.LocalEndPoint!, "new.example", QueryType.MX, recurses: false, Cancel);

        Assert.Equal(DnsReplyKind.Broken, reply.Kind);
        Assert.InRange(_questions, 1, DnsDoor.MostQuestions);
        _socket.Close();
        await serving;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<DnsReply> AskAsync(QueryType type, int flags, byte[] record)
    {
        var serving = ServeAsync(flags, record);
        var reply = await new DnsDoor().AskAsync((IPEndPoint)_socket.Client.LocalEndPoint!, "new.example", type, recurses: false, Cancel);
        _socket.Close();
        await serving;
        return reply;
    }

    // Echoes the question, and says of it what it was told to, until the socket is closed.
    private async Task ServeAsync(int flags, byte[] record)
    {
        try
        {
            while (true)
            {
                var asked = await _socket.ReceiveAsync(Cancel);
                _questions++;
                var end = 12 + asked.Buffer.AsSpan(12).IndexOf((byte)0) + 5;
                byte[] answer = [.. asked.Buffer[..2], (byte)(flags >> 8), (byte)(flags & 0xFF), 0, 1, 0, (byte)(record.Length > 0 ? 1 : 0), 0, 0, 0, 0, .. asked.Buffer[12..end], .. record];
                await _socket.SendAsync(answer, asked.RemoteEndPoint, Cancel);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // It was closed.
        }
    }
}
