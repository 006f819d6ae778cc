using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Turnstone.Connectors.Trust;
using Turnstone.Engine.Failures;
using static Turnstone.Connectors.Exchange.Checks.ProbeWords;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>The way to EWS, before anybody signs in: name, connection, TLS.</summary>
internal sealed class RoadSteps(ProbeState state) : IDisposable
{
    /// <summary>Long for any server, short for somebody who waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ServerTrust _trust = new(state.Options.TrustedAuthorities, state.Time);
    private IPAddress[] _addresses = [];
    private Socket? _socket;

    private Uri Url => state.Options.Endpoint.Url;

    /// <summary>Where EWS is; asks Autodiscover where that is not given.</summary>
    public async Task<string> FindEndpointAsync(CancellationToken cancellationToken)
    {
        var asked = state.Options.Endpoint;
        if (asked.Domain is null)
        {
            return $"{asked}";
        }

        var (found, steps) = await ExchangeDiscovery.AskInStepsAsync(state.Options, asked.Domain, cancellationToken);
        state.Options = state.Options with { Endpoint = found };
        return $"{found}, by {asked}. {string.Join(" ", steps)} Service connection points in Active Directory were not asked: only members of the domain can.";
    }

    public async Task<string> FindAddressesAsync(CancellationToken cancellationToken)
    {
        _addresses = await WithinAsync(token => Dns.GetHostAddressesAsync(Url.DnsSafeHost, token), $"This machine's DNS does not answer for {Url.Host}", cancellationToken);
        return Url.HostNameType != UriHostNameType.Dns
            ? $"{_addresses[0]}, given as a number"
            : $"A {Of(AddressFamily.InterNetwork)}; AAAA {Of(AddressFamily.InterNetworkV6)}";

        string Of(AddressFamily family) =>
            _addresses.Where(address => address.AddressFamily == family).Select(address => $"{address}").ToList() is { Count: > 0 } some ? string.Join(", ", some) : "none";
    }

    public async Task<string> ConnectAsync(CancellationToken cancellationToken)
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await WithinAsync(
            async token =>
            {
                await _socket.ConnectAsync(_addresses, Url.Port, token);
                return true;
            },
            $"{Url.Authority} does not answer: something between swallows connections",
            cancellationToken);

        // The socket speaks both families, and to IPv4 by addresses that nobody would know again.
        var end = (IPEndPoint)_socket.RemoteEndPoint!;
        return $"{new IPEndPoint(end.Address.IsIPv4MappedToIPv6 ? end.Address.MapToIPv4() : end.Address, end.Port)}";
    }

    public async Task<Finding> SecureAsync(CancellationToken cancellationToken)
    {
        await using var tls = new SslStream(new NetworkStream(_socket!, ownsSocket: true), leaveInnerStreamOpen: false, _trust.Validate);
        await WithinAsync(
            async token =>
            {
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Url.DnsSafeHost }, token);
                return true;
            },
            $"{Url.Authority} takes the connection and does not speak TLS",
            cancellationToken);
        return CertificateTerm.Judge($"{TlsVersion.NameOf(tls.SslProtocol)}; {_trust.Seen}; issued by {_trust.Issuer}", _trust, state.Time.GetUtcNow());
    }

    /// <summary>What these steps throw; null for what is none of their business.</summary>
    public Failure? Explain(Exception error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Describe(
            FailureCodes.DestinationUnreachable, $"No address is known for the host {Url.Host}.", "Check the spelling, then this machine's DNS: a name that is known inside only needs the name servers inside."),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Describe(
            FailureCodes.DestinationUnreachable, $"{Url.Authority} refuses connections: nothing listens on port {Url.Port} there.", "Check the port, which is 443 for EWS, and whether IIS runs there; then the firewalls between."),
        SocketException => Describe(
            FailureCodes.DestinationUnreachable, $"{Url.Authority} cannot be reached: {error.Message}", "Check the address, the port and the firewalls between."),
        AuthenticationException when _trust is { Refusal: { } reason, Remedy: { } remedy } => Describe(
            FailureCodes.DestinationCertificate, $"The certificate of {Url.Host} is not to be trusted: {reason}.", remedy),
        AuthenticationException or IOException or HttpRequestException => Describe(
            FailureCodes.DestinationUnreachable, $"{Url.Authority}: {error.Message}", "Check that the port speaks HTTPS, with TLS 1.2 or later."),
        _ => null,
    };

    public void Dispose() => _socket?.Dispose();

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> action, string otherwise, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, state.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await action(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(FailureCodes.DestinationUnreachable, $"{otherwise} (waited {Patience.TotalSeconds:0} s).", "Check the address, the port and the firewalls between.");
        }
    }
}
