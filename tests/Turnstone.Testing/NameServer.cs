using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Turnstone.Testing;

/// <summary>A name server on a loopback port (RFC 1035) that knows SRV records and addresses: what it does not know does not exist.</summary>
public sealed class NameServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const ushort AType = 1;
    private const ushort AaaaType = 28;
    private const ushort SrvType = 33;
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<(string Name, ushort Type), byte[][]> _records = [];
    private readonly List<string> _asked = [];
    private readonly Task _answering;

    public NameServer() => _answering = AnswerAsync();

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>The names that were asked for, in order.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>Gives a name its records.</summary>
    public void Add(string name, params (ushort Priority, ushort Port, string Target)[] records) =>
        _records[(name.ToUpperInvariant(), SrvType)] = [.. records.Select(record => (byte[])[.. Short(record.Priority), .. Short(0), .. Short(record.Port), .. WriteName(record.Target)])];

    /// <summary>Gives a name its addresses, of either version.</summary>
    public void Add(string name, params IPAddress[] addresses)
    {
        foreach (var (type, family) in new[] { (AType, AddressFamily.InterNetwork), (AaaaType, AddressFamily.InterNetworkV6) })
        {
            _records[(name.ToUpperInvariant(), type)] = [.. addresses.Where(address => address.AddressFamily == family).Select(address => address.GetAddressBytes())];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _answering;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (name, end) = ReadName(question);
        _asked.Add(name);
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(end));
        var records = _records.GetValueOrDefault((name.ToUpperInvariant(), type)) ?? [];
        var isKnown = _records.Keys.Any(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        List<byte> answer = [.. question[..(end + 4)]];

        // A response to a recursive question; 3 is "no such name". Of the counts only questions and answers are not zero.
        (answer[2], answer[3]) = (0x85, (byte)(isKnown ? 0x80 : 0x83));
        (answer[6], answer[7]) = (0, (byte)records.Length);
        for (var i = 8; i < HeaderLength; i++)
        {
            answer[i] = 0;
        }

        foreach (var data in records)
        {
            // The name is a pointer to the question's, class and time to live are those of the internet and a minute.
            answer.AddRange([0xC0, HeaderLength, .. Short(type), 0, 1, 0, 0, 0, 60, .. Short((ushort)data.Length), .. data]);
        }

        return [.. answer];
    }

    private static (string Name, int End) ReadName(byte[] message)
    {
        List<string> labels = [];
        var at = HeaderLength;
        while (message[at] > 0)
        {
            labels.Add(Encoding.ASCII.GetString(message, at + 1, message[at]));
            at += message[at] + 1;
        }

        return (string.Join('.', labels), at + 1);
    }

    private static byte[] WriteName(string name) => [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static byte[] Short(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }
}
