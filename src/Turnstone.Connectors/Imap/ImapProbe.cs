using System.Net;
using System.Net.Sockets;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>One way to an IMAP server, gone step by step; each step says what it found.</summary>
internal sealed class ImapProbe(ImapSourceOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly ImapSession _session = ImapSession.Unconnected(options, time);
    private IPAddress[] _addresses = [];
    private Socket? _socket;

    public string Greeting => _session.Words.Greeting;

    public Failure Explain(Exception error) => _session.Failures.Connecting(error).Failure;

    /// <summary>Runs a step of the way to the server; where it fails, another way that works becomes the remedy.</summary>
    public Func<CancellationToken, Task<string>> OnTheWay(Func<CancellationToken, Task<string>> step) => async cancellationToken =>
    {
        try
        {
            return await step(cancellationToken);
        }
        catch (Exception error) when (error is SessionException || ImapFailures.Knows(error))
        {
            var failed = error as SessionException ?? _session.Failures.Connecting(error);
            throw await ImapWays.AdviseAsync(failed, _session.IsReached, options, time, cancellationToken) ?? failed;
        }
    };

    public async Task<string> FindAddressesAsync(CancellationToken cancellationToken)
    {
        _addresses = await Dns.GetHostAddressesAsync(options.Endpoint.Host, cancellationToken);
        return string.Join(", ", _addresses.Select(address => address.ToString()));
    }

    public async Task<string> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await _socket.ConnectAsync(_addresses, options.Endpoint.Port, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }

        return $"{_socket.RemoteEndPoint}";
    }

    public async Task<string> SecureAsync(CancellationToken cancellationToken)
    {
        // From here on the socket is the session's to dispose.
        var socket = _socket;
        _socket = null;
        await _session.ConnectAsync(socket, cancellationToken);
        if (!_session.Client.IsSecure)
        {
            return options.Endpoint.Security == ImapSecurity.None ? "none, as asked for" : "none: the server offers no STARTTLS";
        }

        var how = options.Endpoint.Security == ImapSecurity.Tls ? "from the first byte" : "by STARTTLS";
        return $"{_session.Client.SslProtocol} {how}; {_session.Trust.Seen}";
    }

    public string DescribeCapabilities()
    {
        var mechanisms = _session.Client.AuthenticationMechanisms;
        return $"{_session.Client.Capabilities}; sign-in by {(mechanisms.Count == 0 ? "LOGIN" : string.Join(", ", mechanisms.Order()))}";
    }

    /// <summary>The one sign-in.</summary>
    public async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        await _session.SignInAsync(cancellationToken);
        return $"as {options.SignIn.Login}";
    }

    public async Task<string> CountFoldersAsync(CancellationToken cancellationToken)
    {
        var folders = ImapFolderTree.From(await _session.LearnFoldersAsync(withCounts: true, cancellationToken), _session.Client)
            .Where(folder => folder.Owner == FolderOwner.Self)
            .ToList();
        var counted = folders.Where(folder => folder.Count is not null).ToList();
        return counted.Count == 0
            ? FormattableString.Invariant($"{folders.Count} folders")
            : FormattableString.Invariant($"{folders.Count} folders, {counted.Sum(folder => folder.Count)} items");
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        return _session.DisposeAsync();
    }
}
