using System.Net;

namespace Turnstone.Sandbox.Proxies;

/// <summary>What the schemes of a proxy's two addresses mean.</summary>
internal static class ProxyUrls
{
    public static bool IsImap(Uri url) => url.Scheme is "imap" or "imaps";

    public static bool IsTls(Uri url) => url.Scheme is "imaps" or "https";

    public static bool IsKnown(Uri url) => IsImap(url) || url.Scheme is "http" or "https";

    /// <summary>The address to listen on: the one written, or every one of this machine for a name that is not its own.</summary>
    public static IPAddress AddressOf(Uri listen) =>
        IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address) ? address : listen.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;

    /// <summary>The port written, or the scheme's own.</summary>
    public static int Port(Uri url) => url.Port >= 0 ? url.Port : url.Scheme == "imaps" ? 993 : 143;
}
