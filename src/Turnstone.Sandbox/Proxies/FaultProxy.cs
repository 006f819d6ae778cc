using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies.Ews;
using Turnstone.Sandbox.Proxies.Imap;

namespace Turnstone.Sandbox.Proxies;

/// <summary>
/// Stands before a real server, EWS or IMAP, and spoils what goes by as its plan says. TLS ends here: towards clients with a certificate
/// of its own authority, towards the server as its address says. Each client has its own connection to the server.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly FaultProxyOptions _options;
    private readonly TcpListener _listener;
    private readonly ProxyCertificates? _certificates;
    private readonly BackOffWatch _backOffs;
    private readonly FolderTricks _folders = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private CancellationTokenSource _cut = new();
    private readonly Task _accepting;

    private FaultProxy(FaultProxyOptions options)
    {
        _options = options;
        _certificates = ProxyUrls.IsTls(options.Listen) ? new ProxyCertificates(options.Listen, TimeProvider.System) : null;
        _backOffs = new BackOffWatch(Tally, options.Time);
        _listener = new TcpListener(ProxyUrls.AddressOf(options.Listen), Math.Max(0, options.Listen.Port));
        _listener.Start();
        Url = new UriBuilder(options.Listen) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Path = options.To.AbsolutePath }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The server as clients of this proxy name it, with the port really taken and the path of the server behind it.</summary>
    public Uri Url { get; }

    /// <summary>The authority clients must trust; null where it listens without TLS.</summary>
    public string? CertificateAuthorityPem => _certificates?.AuthorityPem;

    /// <summary>What it saw and did.</summary>
    public FaultTally Tally { get; } = new();

    /// <summary>Listens when it returns.</summary>
    /// <exception cref="ArgumentException">An address has a scheme it does not know, or the two are of different protocols.</exception>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static FaultProxy Start(FaultProxyOptions options)
    {
        if (!ProxyUrls.IsKnown(options.Listen) || !ProxyUrls.IsKnown(options.To) || ProxyUrls.IsImap(options.Listen) != ProxyUrls.IsImap(options.To))
        {
            throw new ArgumentException("A proxy stands between two addresses of one protocol: imaps or imap, or else https or http.", nameof(options));
        }

        return new FaultProxy(options);
    }

    /// <summary>Ends every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _end.Dispose();
        _cut.Dispose();
        _certificates?.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
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
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, Volatile.Read(ref _cut).Token);
        var near = new NetworkStream(client, ownsSocket: true);
        ProxyConnection? connection = null;
        try
        {
            var desk = new FaultDesk(_options, Tally, ChangeCertificateAsync);
            client.NoDelay = true;
            var greeted = await desk.ReceiveAsync(FaultPlan.Connect);
            await GreetAsync(greeted, both.Token);
            connection = new ProxyConnection(client, await SecureAsync(near, both.Token), await ReachAsync(both.Token));
            await (ProxyUrls.IsImap(_options.To)
                ? new ImapConversation(connection, desk, _folders, _options.Time).RunAsync(both.Token)
                : new EwsConversation(connection, desk, _backOffs, _options).RunAsync(both.Token));
        }
        catch (EndedOnPurposeException ended)
        {
            await EndAsync(connection ?? new ProxyConnection(client, near, Stream.Null), ended.Ending, both.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
        {
            // One of them has gone, and so the other is let go.
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            await near.DisposeAsync();
        }
    }

    private static async Task EndAsync(ProxyConnection connection, Ending ending, CancellationToken cancellationToken)
    {
        try
        {
            await connection.EndAsync(ending, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client was quicker.
        }
    }

    /// <summary>What can happen to a connection before a byte of it: it dies, nobody takes it up, or late.</summary>
    private async Task GreetAsync(RequestAtDesk greeted, CancellationToken cancellationToken)
    {
        switch (greeted.Fault)
        {
            case FaultAction.DropBeforeProcessing drop:
                greeted.Happens();
                throw new EndedOnPurposeException(drop.Ending);
            case FaultAction.StallRequest:
                greeted.Happens();
                await Task.Delay(Timeout.InfiniteTimeSpan, _options.Time, cancellationToken);
                break;
            case FaultAction.Delay delay:
                greeted.Happens();
                await Task.Delay(delay.Time, _options.Time, cancellationToken);
                break;
            case FaultAction.ChangeCertificate:
                greeted.Happens();
                await ChangeCertificateAsync();
                throw new EndedOnPurposeException(Ending.Close);
        }
    }

    private async Task ChangeCertificateAsync()
    {
        _certificates?.Change();
        await Interlocked.Exchange(ref _cut, new CancellationTokenSource()).CancelAsync();
    }

    private async Task<Stream> SecureAsync(NetworkStream near, CancellationToken cancellationToken)
    {
        if (_certificates is null)
        {
            return near;
        }

        var secured = new SslStream(near);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificates.Current }, cancellationToken);
        return secured;
    }

    private async Task<Stream> ReachAsync(CancellationToken cancellationToken)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(_options.To.IdnHost, ProxyUrls.Port(_options.To), cancellationToken);
            var far = new NetworkStream(server, ownsSocket: true);
            if (!ProxyUrls.IsTls(_options.To))
            {
                return far;
            }

            var secured = new SslStream(far);
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _options.To.IdnHost, CertificateChainPolicy = Trust() }, cancellationToken);
            return secured;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private X509ChainPolicy? Trust()
    {
        if (_options.TrustedAuthorities.Count == 0)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_options.TrustedAuthorities.ToArray());
        return policy;
    }
}
