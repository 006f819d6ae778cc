using System.Net;
using System.Net.Sockets;

namespace Turnstone.Sandbox.Postgres;

/// <summary>A server that only speaks when spoken to: asked for TLS, it says yes or no as soon as it takes clients.</summary>
internal static class PostgresGreeting
{
    // SSLRequest: the length, then 80877103 (PostgreSQL 15 documentation, 55.7).
    private static readonly byte[] SslRequest = [0, 0, 0, 8, 4, 210, 22, 47];

    public static async Task<bool> IsGivenAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(SslRequest, cancellationToken);
        var answer = new byte[1];
        return await stream.ReadAsync(answer, cancellationToken) == 1 && (char)answer[0] is 'S' or 'N';
    }
}
