using System.Globalization;
using System.Security.Authentication;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Protects the connection, and looks at what it is protected by. Versions before TLS 1.2 are refused by <see cref="ImapFailures"/>.</summary>
internal sealed class TlsCheck(ImapProbe probe)
{
    /// <summary>A migration takes weeks, and a certificate that ends in the middle of it stops it.</summary>
    private const int SoonDays = 30;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        // From here on the socket is the session's to dispose.
        var (socket, session, endpoint) = (probe.Socket, probe.Session, probe.Options.Endpoint);
        probe.Socket = null;
        await session.ConnectAsync(socket, cancellationToken);
        if (!session.Client.IsSecure)
        {
            return DescribeClear(endpoint);
        }

        var how = endpoint.Security == ImapSecurity.Tls ? "from the first byte" : "by STARTTLS";
        var found = $"{Words(session.Client.SslProtocol)} {how}; {session.Trust.Seen}; issued by {session.Trust.Issuer}";
        var left = (session.Trust.Expires - probe.Time.GetUtcNow())?.TotalDays;
        if (left < SoonDays)
        {
            return Finding.Warning(
                string.Create(CultureInfo.InvariantCulture, $"{found}: {Math.Max(0, Math.Floor(left.Value)):0} days left."),
                "Have it renewed before the migration begins: once it has expired every pass fails.");
        }

        return found;
    }

    private static Finding DescribeClear(ImapEndpoint endpoint)
    {
        var why = endpoint.Security == ImapSecurity.None ? "none, as asked for" : "none: the server offers no STARTTLS";
        return endpoint.IsLoopback
            ? $"{why}; the server is this machine"
            : Finding.Warning(why, $"Passwords and mail cross the network in the clear: use imaps://{endpoint.Host} if the server has it.");
    }

    private static string Words(SslProtocols version) => version switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => $"{version}",
    };
}
