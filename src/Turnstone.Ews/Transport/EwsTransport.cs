using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Transport;

/// <summary>The connections, cookies and headers of one client.</summary>
internal sealed class EwsTransport : IDisposable
{
    private readonly EwsClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _authorization;

    public EwsTransport(EwsClientOptions options, TimeProvider time)
    {
        Check(options);
        _options = options;
        _time = time;
        _authorization = Authorization(options.Credential);
        Trust = new ServerTrust(options.Url.Host, options.TrustedAuthorities);
        _http = new HttpClient(options.MessageHandler ?? CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ServerTrust Trust { get; }

    public Uri Url => _options.Url;

    public AnswerLimits Limits => _options.Limits;

    public TimeSpan IdleTimeout => _options.IdleTimeout;

    public TimeProvider Time => _time;

    public RoundTrip Begin(string operation, SoapRequest request, ServerVersion? server, CancellationToken cancellationToken) =>
        new(this, operation, request, server, cancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        HttpRequestHeaders headers = message.Headers;
        headers.Authorization = _authorization;
        headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        headers.TryAddWithoutValidation("Accept", "text/xml");
        headers.TryAddWithoutValidation("return-client-request-id", "true");
        // A header is ASCII; the anchor only saves a hop, so an address that is not does without.
        if ((_options.AnchorMailbox ?? _options.Access.Address) is { } anchor && anchor.All(c => c is > ' ' and <= '~'))
        {
            headers.TryAddWithoutValidation("X-AnchorMailbox", anchor);
        }

        return _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private SocketsHttpHandler CreateHandler()
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            CookieContainer = new CookieContainer(),
            MaxConnectionsPerServer = _options.MaxConnections,
            PreAuthenticate = false,
            UseCookies = true,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = Trust.Validate;
        return handler;
    }

    private static void Check(EwsClientOptions options)
    {
        if (!options.Url.IsAbsoluteUri || (options.Url.Scheme != Uri.UriSchemeHttps && options.Url.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException($"The EWS address '{options.Url}' is not an absolute http or https address.", nameof(options));
        }

        if (options.Url.Scheme == Uri.UriSchemeHttp && !options.Url.IsLoopback && !options.AllowBasicOverPlainHttp)
        {
            throw new ArgumentException(
                $"Basic sign-in over http:// would show the password to everyone on the way to {options.Url.Host}. Use https://, or set {nameof(EwsClientOptions.AllowBasicOverPlainHttp)}.",
                nameof(options));
        }

        if (options.Credential is EwsCredential.Basic basic && basic.UserName.Contains(':', StringComparison.Ordinal))
        {
            // RFC 7617 section 2: the first colon ends the name.
            throw new ArgumentException($"The user name '{basic.UserName}' holds a colon, which Basic sign-in cannot carry.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConnections, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleTimeout, TimeSpan.Zero, nameof(options));
    }

    private static AuthenticationHeaderValue Authorization(EwsCredential credential) => credential switch
    {
        EwsCredential.Basic basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.UserName}:{basic.Password.Reveal()}"))),
        _ => throw new ArgumentException("A way to sign in that does not exist.", nameof(credential)),
    };
}
