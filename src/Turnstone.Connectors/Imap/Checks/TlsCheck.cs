using Turnstone.Connectors.Trust;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Protects the connection, and looks at what it is protected by. Versions before TLS 1.2 are refused by <see cref="ImapFailures"/>.</summary>
internal sealed class TlsCheck(ImapProbe probe)
{
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
        var found = $"{TlsVersion.NameOf(session.Client.SslProtocol)} {how}; {session.Trust.Seen}; issued by {session.Trust.Issuer}";
        return CertificateTerm.Judge(found, session.Trust, probe.Time.GetUtcNow());
    }

    private static Finding DescribeClear(ImapEndpoint endpoint)
    {
        var why = endpoint.Security == ImapSecurity.None ? "none, as asked for" : "none: the server offers no STARTTLS";
        return endpoint.IsLoopback
            ? $"{why}; the server is this machine"
            : Finding.Warning(why, $"Passwords and mail cross the network in the clear: use imaps://{endpoint.Host} if the server has it.");
    }
}
