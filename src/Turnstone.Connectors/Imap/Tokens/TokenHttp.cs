using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors.Trust;

namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>The way to token endpoints.</summary>
public static class TokenHttp
{
    /// <summary>A client that believes these authorities besides the system's, follows no redirection with a secret, and gives up after 30 s.</summary>
    public static HttpClient Create(IReadOnlyList<X509Certificate2> authorities, TimeProvider time)
    {
        var trust = new ServerTrust(authorities, time);
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = trust.Validate },
        })
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
    }
}
