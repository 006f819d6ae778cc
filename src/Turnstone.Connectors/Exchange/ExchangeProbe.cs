using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Turnstone.Connectors.Trust;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Exchange;

/// <summary>One way to an Exchange server, gone step by step; each step says what it found.</summary>
internal sealed class ExchangeProbe : IDisposable
{
    private const int RoundTrips = 5;
    private ExchangeDestinationOptions _options;
    private readonly TimeProvider _time;
    private readonly ServerTrust _trust;
    private readonly HttpClient _http;
    private IPAddress[] _addresses = [];
    private Socket? _socket;
    private ExchangeConnection? _connection;

    public ExchangeProbe(ExchangeDestinationOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _trust = new ServerTrust(options.TrustedAuthorities, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
            SslOptions = { RemoteCertificateValidationCallback = _trust.Validate },
        })
        {
            Timeout = TimeSpan.FromMinutes(10),
        };
    }

    /// <summary>Made when first needed: it refuses to send a password in the clear, which belongs to the step that would.</summary>
    private ExchangeConnection Connection => _connection ??= new ExchangeConnection(_options, _time);

    /// <summary>Where EWS is; asks Autodiscover where that is not given.</summary>
    public async Task<string> FindEndpointAsync(CancellationToken cancellationToken)
    {
        var asked = _options.Endpoint;
        _options = _options with { Endpoint = await ExchangeDiscovery.FindAsync(_options, cancellationToken) };
        return asked.Domain is null ? $"{asked}" : $"{_options.Endpoint}, by {asked}";
    }

    public async Task<string> FindAddressesAsync(CancellationToken cancellationToken)
    {
        _addresses = await Dns.GetHostAddressesAsync(_options.Endpoint.Url.DnsSafeHost, cancellationToken);
        return string.Join(", ", _addresses.Select(address => address.ToString()));
    }

    public async Task<string> ConnectAsync(CancellationToken cancellationToken)
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(_addresses, _options.Endpoint.Url.Port, cancellationToken);
        return $"{_socket.RemoteEndPoint}";
    }

    public async Task<string> SecureAsync(CancellationToken cancellationToken)
    {
        await using var tls = new SslStream(new NetworkStream(_socket!, ownsSocket: true), leaveInnerStreamOpen: false, _trust.Validate);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _options.Endpoint.Url.DnsSafeHost }, cancellationToken);
        return $"{tls.SslProtocol}; {_trust.Seen}";
    }

    /// <summary>Asks without a password: EWS answers 401 with the sign-in schemes it takes.</summary>
    public async Task<string> AskWhoAnswersAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _options.Endpoint.Url);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var schemes = response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (response.StatusCode != HttpStatusCode.Unauthorized || schemes.Count == 0)
        {
            throw Failed(
                FailureCodes.DestinationNotExchange,
                $"{_options.Endpoint} answers {(int)response.StatusCode} where EWS would ask for a sign-in.",
                "Check the address; a proxy that signs people in before Exchange has to let EWS through.");
        }

        return $"sign-in by {string.Join(", ", schemes)}";
    }

    public async Task<string> OpenMailboxAsync(CancellationToken cancellationToken)
    {
        var items = await MailboxRights.CheckAsync(Connection, _options.Mailbox, cancellationToken);
        var server = Connection.Server is { } version ? $"{version.Generation} ({version})" : "a server that does not tell its version";
        return string.Create(CultureInfo.InvariantCulture, $"{_options.Mailbox} on {server}, signed in by {Connection.SignInScheme}; {items?.ToString(CultureInfo.InvariantCulture) ?? "?"} items in the inbox");
    }

    /// <summary>Signs the account in; a service account need not have a mailbox of its own.</summary>
    public async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MailboxRights.CheckAsync(Connection, _options.Mailbox, cancellationToken);
        }
        catch (SessionException session) when (session.Failure.Code == FailureCodes.DestinationMailboxNotFound)
        {
            return $"{_options.Login} signed in by {Connection.SignInScheme}; it has no mailbox of its own";
        }

        return $"{_options.Login} signed in by {Connection.SignInScheme}";
    }

    public async Task<string> MeasureRoundTripAsync(CancellationToken cancellationToken)
    {
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < RoundTrips; i++)
        {
            var started = _time.GetTimestamp();
            await MailboxRights.CheckAsync(Connection, _options.Mailbox, cancellationToken);
            var took = _time.GetElapsedTime(started);
            shortest = took < shortest ? took : shortest;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{shortest.TotalMilliseconds:0} ms for the smallest request, best of {RoundTrips}");
    }

    /// <summary>
    /// Doubles a request until it is refused. It asks for the inbox and is padded by a comment, so that it changes nothing however
    /// large it is; a refused one mostly costs no upload, since its size is announced first.
    /// </summary>
    public async Task<string> MeasureLargestRequestAsync(long largest, CancellationToken cancellationToken)
    {
        long taken = 0;
        for (var size = 1L << 20; size <= largest; size *= 2)
        {
            // A little below the round number, as limits are round numbers themselves.
            if (!await IsTakenAsync(size - 4096, cancellationToken))
            {
                return taken == 0
                    ? throw Failed(FailureCodes.DestinationRequestRefused, "The server takes no request of 1 MiB.", "Look at maxAllowedContentLength in EWS's web.config files.")
                    : $"{Mebibytes(taken)} are taken, {Mebibytes(size)} are not: messages up to about {Mebibytes(taken * 3 / 4)} arrive. The limit is maxAllowedContentLength in EWS's web.config files.";
            }

            taken = size;
        }

        return $"{Mebibytes(taken)} and perhaps more: messages up to about {Mebibytes(taken * 3 / 4)} arrive";
    }

    public Failure? Explain(Exception error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Describe(
            FailureCodes.DestinationUnreachable, $"No address is known for the host {_options.Endpoint.Url.Host}.", "Check the spelling and this machine's DNS."),
        SocketException => Describe(
            FailureCodes.DestinationUnreachable, $"{_options.Endpoint.Url.Authority} cannot be reached: {error.Message}", "Check the address, the port and the firewalls between."),
        System.Security.Authentication.AuthenticationException or IOException or HttpRequestException => Describe(
            _trust.Refusal is null ? FailureCodes.DestinationUnreachable : FailureCodes.DestinationCertificate,
            _trust.Refusal is { } reason ? $"The certificate of {_options.Endpoint.Url.Host} is not to be trusted: {reason}." : $"{_options.Endpoint.Url.Authority}: {error.Message}",
            _trust.Refusal is null ? "Check that the port speaks HTTPS." : "Use the host name the certificate is made out to, have it renewed, or name its authority's PEM file with --trust."),
        _ => null,
    };

    public void Dispose()
    {
        _socket?.Dispose();
        _http.Dispose();
        _connection?.Dispose();
    }

    private async Task<bool> IsTakenAsync(long size, CancellationToken cancellationToken)
    {
        var answer = await Connection.MeasureAsync(size, cancellationToken);
        if (answer.IsFromEws)
        {
            // EWS itself answered, be it with an error: an account without a mailbox has no inbox.
            return true;
        }

        return answer.Status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest => false,
            _ => throw Failed(
                FailureCodes.DestinationUnavailable, $"A harmless request of {size} bytes was answered with HTTP {(int)answer.Status}.", "Run the test again; if it lasts, look at the server's IIS log."),
        };
    }

    private static SessionException Failed(FailureCode code, string message, string remedy) => new(Describe(code, message, remedy));

    private static Failure Describe(FailureCode code, string message, string remedy) => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Project,
        Code = code,
        Message = message,
        Remedy = remedy,
    };

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");
}
