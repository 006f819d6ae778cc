using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Listens where nobody else does. Orleans 10.4.2 binds with SO_REUSEPORT, by which two processes would share a port without a word; Kestrel's sockets do not.</summary>
internal sealed class SoleListeners(SocketTransportFactory sockets) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        try
        {
            return await sockets.BindAsync(endpoint, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or AddressInUseException)
        {
            throw new ClusterException($"It cannot listen for other processes at {endpoint} ({e.Message}); --silo-address has to be this machine's, and --silo-port nobody else's.", e);
        }
    }
}
