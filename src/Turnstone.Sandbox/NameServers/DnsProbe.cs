using System.Net;
using System.Net.Sockets;

namespace Turnstone.Sandbox.NameServers;

/// <summary>Asks whether a name server answers yet.</summary>
internal static class DnsProbe
{
    // Who are you? (version.bind TXT CH). Every server answers something, be it that it does not say.
    private static readonly byte[] Question =
        [0x54, 0x53, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7, .. "version"u8, 4, .. "bind"u8, 0, 0, 16, 0, 3];

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>True when an answer comes.</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new UdpClient();
        client.Connect(IPAddress.Loopback, port);
        await client.SendAsync(Question, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        return (await client.ReceiveAsync(limit.Token)).Buffer is [0x54, 0x53, ..];
    }
}
