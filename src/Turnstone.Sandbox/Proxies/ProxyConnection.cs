using System.Net.Sockets;
using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies;

/// <summary>One client and its own connection to the server: what signs in a connection (NTLM, IMAP) stays true through the proxy.</summary>
internal sealed class ProxyConnection(Socket client, Stream near, Stream far) : IAsyncDisposable
{
    /// <summary>What the client says.</summary>
    public WireReader FromClient { get; } = new(near);

    /// <summary>What the server says.</summary>
    public WireReader FromServer { get; } = new(far);

    public Stream ToClient { get; } = near;

    public Stream ToServer { get; } = far;

    /// <summary>Lets the client's side die as told. After a half-close what it says is still heard, and goes nowhere.</summary>
    public async Task EndAsync(Ending ending, CancellationToken cancellationToken)
    {
        switch (ending)
        {
            case Ending.Reset:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                client.Close();
                break;
            case Ending.HalfClose:
                client.Shutdown(SocketShutdown.Send);
                await FromClient.DrainAsync(cancellationToken);
                break;
            case Ending.Close:
                // Whatever the client has sent and nobody read would turn the FIN into a RST.
                client.Shutdown(SocketShutdown.Send);
                while (client.Available > 0)
                {
                    await FromClient.ReadSomeAsync(long.MaxValue, cancellationToken);
                }

                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ToServer.DisposeAsync();
        client.Dispose();
        await ToClient.DisposeAsync();
    }
}
