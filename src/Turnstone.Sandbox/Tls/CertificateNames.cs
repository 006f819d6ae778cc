using System.Net;

namespace Turnstone.Sandbox.Tls;

/// <summary>The names a server that listens on this machine is called by.</summary>
internal static class CertificateNames
{
    public static IReadOnlyList<string> Of(Uri listen) =>
        [.. new[] { listen.Host.Trim('[', ']'), "localhost", "127.0.0.1", "::1", Dns.GetHostName() }.Distinct(StringComparer.OrdinalIgnoreCase)];
}
