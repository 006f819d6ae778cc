using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Net.Http.Headers;
using Turnstone.Connectors.Trust;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>
/// As much of a browser as sign-in by a provider takes: it keeps cookies by host and path, and goes on where it is sent. The server stands behind
/// a proxy, below a path; everything else it meets on the network.
/// </summary>
internal sealed class Browser : HttpMessageHandler
{
    private static readonly Uri Home = new(ServerWorld.Address + "/");

    private readonly Dictionary<(string Host, string Path, string Name), string> _cookies = [];
    private readonly HttpMessageInvoker _server;
    private readonly HttpMessageInvoker _network;

    public Browser(ServerWorld world, OpenIdProvider provider)
    {
        var trust = new ServerTrust([X509Certificate2.CreateFromPem(provider.AuthorityPem)], world.Time);
        _server = new HttpMessageInvoker(world.Bare());
        _network = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { RemoteCertificateValidationCallback = trust.Validate } });
    }

    /// <summary>For calls of a page's script.</summary>
    public HttpClient Api => new(this, disposeHandler: false) { BaseAddress = new Uri(Home, "api/v1/") };

    /// <summary>Every address it was sent on to.</summary>
    public List<Uri> Trail { get; } = [];

    /// <summary>The names of the cookies it would send somewhere.</summary>
    public IReadOnlyList<string> CookiesFor(Uri address) => [.. Matching(address).Select(cookie => cookie.Key.Name)];

    /// <summary>Opens a page of the server's, by its path behind the server's address.</summary>
    public Task<(HttpStatusCode Status, string Text)> OpenAsync(string path, CancellationToken cancellationToken) => OpenAsync(new Uri(Home, path), cancellationToken);

    /// <summary>Opens a page and goes on until it is not sent on.</summary>
    public async Task<(HttpStatusCode Status, string Text)> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        while (true)
        {
            Trail.Add(address);
            using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
            {
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
            }

            address = new Uri(address, answer.Headers.Location!);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var cookies = string.Join("; ", Matching(address).Select(cookie => $"{cookie.Key.Name}={cookie.Value}"));
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var isHome = address.Host == Home.Host;
        if (isHome)
        {
            request.RequestUri = new Uri("http://localhost" + address.PathAndQuery[(Home.AbsolutePath.Length - 1)..]);
        }

        var answer = await (isHome ? _server : _network).SendAsync(request, cancellationToken);
        foreach (var cookie in SetCookieHeaderValue.ParseList(answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : []))
        {
            Keep(address.Host, cookie);
        }

        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        _server.Dispose();
        _network.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(string host, SetCookieHeaderValue cookie)
    {
        var key = (host, cookie.Path.HasValue ? cookie.Path.Value! : "/", cookie.Name.Value!);
        if (cookie.Value.Length == 0)
        {
            _cookies.Remove(key);
        }
        else
        {
            _cookies[key] = cookie.Value.Value!;
        }
    }

    private IEnumerable<KeyValuePair<(string Host, string Path, string Name), string>> Matching(Uri address) =>
        _cookies.Where(cookie => cookie.Key.Host == address.Host && address.AbsolutePath.StartsWith(cookie.Key.Path, StringComparison.Ordinal));
}
