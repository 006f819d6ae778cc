using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Turnstone.Sandbox.Postgres;

/// <summary>
/// A server that only speaks when spoken to: whoever wants to sign in is asked for a password as soon as it takes clients. While it starts up it
/// refuses them, though it answers other questions, such as whether it speaks TLS, already.
/// </summary>
internal static class PostgresGreeting
{
    // StartupMessage: the length, protocol 3.0, names with values (PostgreSQL 15 documentation, 55.7).
    private static readonly byte[] Startup = StartupMessage("user\0turnstone\0database\0postgres\0\0"u8);

    public static async Task<bool> IsGivenAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Startup, cancellationToken);
        var answer = new byte[1];
        return await stream.ReadAsync(answer, cancellationToken) == 1 && (char)answer[0] is 'R';
    }

    private static byte[] StartupMessage(ReadOnlySpan<byte> parameters)
    {
        var message = new byte[8 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), 3 << 16);
        parameters.CopyTo(message.AsSpan(8));
        return message;
    }
}
