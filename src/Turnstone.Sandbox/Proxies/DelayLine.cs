using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Turnstone.Sandbox.Proxies;

/// <summary>
/// A long way to a server: whatever goes by, either way, arrives later by a fixed time, and nothing is narrower for it. It looks at no byte,
/// so TLS passes through it. As a connection takes a way there and back to come about, nothing is taken from a client before that time.
/// </summary>
public sealed class DelayLine : IAsyncDisposable
{
    private readonly DelayLineOptions _options;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly Task _accepting;
    private int _connections;

    private DelayLine(DelayLineOptions options)
    {
        _options = options;
        _listener = new TcpListener(ProxyUrls.AddressOf(options.Listen), Math.Max(0, options.Listen.Port));
        _listener.Start();
        Url = new UriBuilder(options.Listen) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Path = options.To.AbsolutePath }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The server as clients of this line name it, with the port really taken and the path of the server behind it.</summary>
    public Uri Url { get; }

    /// <summary>How many connections were made over it so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Listens when it returns.</summary>
    /// <exception cref="ArgumentException">The two addresses differ in their scheme, which a line that looks at nothing cannot change, or have one it does not know.</exception>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static DelayLine Start(DelayLineOptions options) => options.Listen.Scheme == options.To.Scheme && ProxyUrls.IsKnown(options.To)
        ? new DelayLine(options)
        : throw new ArgumentException("A delay leads from an address to one of the same scheme: imaps, imap, https or http.", nameof(options));

    /// <summary>Ends every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                var serving = ServeAsync(client);
                _serving.TryAdd(serving, true);
                _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Asked to end; a listener that is closed between two clients says that it was never started.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await Task.Delay(_options.Delay * 2, _options.Time, both.Token);
            await server.ConnectAsync(_options.To.IdnHost, ProxyUrls.Port(_options.To), both.Token);
            Task[] ways =
            [
                new DelayedWay(client, server, _options.Delay, _options.Time).RunAsync(both.Token),
                new DelayedWay(server, client, _options.Delay, _options.Time).RunAsync(both.Token),
            ];

            // A way that ends well has said so to the other end, which may still have something to say; one that breaks ends both.
            var first = await Task.WhenAny(ways);
            if (!first.IsCompletedSuccessfully)
            {
                await both.CancelAsync();
            }

            await Task.WhenAll(ways);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of them has gone, and so the other is let go.
        }
        finally
        {
            client.Dispose();
        }
    }
}
