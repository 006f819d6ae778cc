using System.Net;

namespace Turnstone.Ews.Transport;

/// <summary>The one place that sets up connections: trust, cookies and compression are the same for every scheme.</summary>
internal sealed class Handlers(EwsClientOptions options, ServerTrust trust)
{
    // Shared by all connections of a client, and by no other client: X-BackEndCookie belongs to the mailbox.
    private readonly CookieContainer _cookies = new();

    public Uri Url => options.Url;

    public int MaxConnections => options.MaxConnections;

    public SocketsHttpHandler Create(int maxConnections)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            CookieContainer = _cookies,
            MaxConnectionsPerServer = maxConnections,
            PreAuthenticate = false,
            UseCookies = true,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = trust.Validate;
        return handler;
    }

    /// <summary>A request without a body that no server acts upon: it opens a connection and shows what the server wants.</summary>
    public HttpRequestMessage Knock()
    {
        HttpRequestMessage knock = new(HttpMethod.Get, options.Url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        knock.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        return knock;
    }
}
