using System.Security.Authentication;

namespace Turnstone.Connectors.Trust;

/// <summary>Versions of TLS as people write them.</summary>
internal static class TlsVersion
{
    /// <summary>Such as <c>TLS 1.3</c>.</summary>
    public static string NameOf(SslProtocols version) => version switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => $"{version}",
    };
}
