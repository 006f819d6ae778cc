using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Turnstone.Testing;

/// <summary>A name server on a loopback port (RFC 1035) that knows SRV records and nothing else: every other name does not exist.</summary>
public sealed class NameServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const short SrvType = 33;
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<string, (ushort Priority, ushort Port, string Target)[]> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _asked = [];
    private readonly Task _answering;

    public NameServer() => _answering = AnswerAsync();

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>The names that were asked for, in order.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>Gives a name its records.</summary>
    public void Add(string name, params (ushort Priority, ushort Port, string Target)[] records) => _records[name] = records;

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
        var records = _records.GetValueOrDefault(name) ?? [];
        List<byte> answer = [.. question[..(end + 4)]];

        // A response to a recursive question; 3 is "no such name". Of the counts only questions and answers are not zero.
        (answer[2], answer[3]) = (0x85, (byte)(records.Length > 0 ? 0x80 : 0x83));
        (answer[6], answer[7]) = (0, (byte)records.Length);
        for (var i = 8; i < HeaderLength; i++)
        {
            answer[i] = 0;
        }

        foreach (var (priority, port, target) in records)
        {
            byte[] data = [.. Short(priority), .. Short(0), .. Short(port), .. WriteName(target)];

            // The name is a pointer to the question's, class and time to live are those of the internet and a minute.
            answer.AddRange([0xC0, HeaderLength, 0, (byte)SrvType, 0, 1, 0, 0, 0, 60, .. Short((ushort)data.Length), .. data]);
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

    private static byte[] WriteName(string name) => [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static byte[] Short(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }
}
