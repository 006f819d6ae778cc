using System.Net.Sockets;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// When a server cannot be reached as told, looks whether it answers in another way: TLS, STARTTLS, and last in the clear, each on the port that
/// was named, on 993 and on 143. Nothing but the greeting and the protection is tried; no login, no password.
/// Looked for once a run, since a server that is down for an hour is no reason to knock at all its ports again and again.
/// </summary>
internal static class ImapWays
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ImapSecurity[] Securities = [ImapSecurity.Tls, ImapSecurity.StartTls, ImapSecurity.None];

    private enum Answer
    {
        /// <summary>It greets that way.</summary>
        Greets,

        /// <summary>Something is there, and speaks otherwise or not at all.</summary>
        Otherwise,

        /// <summary>Nobody listens.</summary>
        Closed,
    }

    /// <summary>The same failure with the way that works in its remedy; null where there is none, or where the way is not what failed.</summary>
    /// <param name="error">What failed.</param>
    /// <param name="isReached">Whether the server had greeted by then: what fails after that is no matter of ports, a missing STARTTLS apart.</param>
    /// <param name="options">Where it was tried.</param>
    /// <param name="time">The clock of the looking.</param>
    /// <param name="cancellationToken">Ends the waiting, not the looking.</param>
    public static async Task<SessionException?> AdviseAsync(SessionException error, bool isReached, ImapSourceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var code = error.Failure.Code;
        var isTheWay = isReached ? code == FailureCodes.SourceTlsRequired : code == FailureCodes.SourceUnreachable || code == FailureCodes.SourceProtocol;
        return isTheWay && await options.SignIns.FindWayAsync(options.Endpoint, told => FindAsync(told, time)).WaitAsync(cancellationToken) is { } way
            ? new SessionException(error.Failure with { Remedy = $"{way} answers {Words(way)}" }, innerException: error)
            : null;
    }

    // Whoever began to look may stop; those who wait for the answer go on.
    private static async Task<ImapEndpoint?> FindAsync(ImapEndpoint told, TimeProvider time)
    {
        var ports = new[] { told.Port, 993, 143 }.Distinct().ToList();
        var found = await Task.WhenAll(ports.Select(port => FindAsync(told, port, time)));

        // Protection counts most, then the port that was named.
        return Securities.SelectMany(_ => found, (security, way) => way?.Security == security ? way : null).FirstOrDefault(way => way is not null);
    }

    /// <summary>The best way over one port; one after the other, since a server may count who knocks.</summary>
    private static async Task<ImapEndpoint?> FindAsync(ImapEndpoint told, int port, TimeProvider time)
    {
        foreach (var way in Securities.Select(security => told.By(port, security)).Where(way => way != told))
        {
            switch (await TryAsync(way, time))
            {
                case Answer.Greets:
                    return way;
                case Answer.Closed:
                    return null;
            }
        }

        return null;
    }

    private static async Task<Answer> TryAsync(ImapEndpoint way, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Patience, time);

        // Whether its certificate is to be believed is decided when the way is used; nothing worth hiding is said here.
#pragma warning disable CA5359
        using var client = new ImapClient { ServerCertificateValidationCallback = (_, _, _, _) => true, CheckCertificateRevocation = false };
#pragma warning restore CA5359
        var security = way.Security switch
        {
            ImapSecurity.Tls => SecureSocketOptions.SslOnConnect,
            ImapSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        try
        {
            await client.ConnectAsync(way.Host, way.Port, security, limit.Token);
            await client.DisconnectAsync(quit: true, limit.Token);
            return Answer.Greets;
        }
        catch (SocketException)
        {
            return Answer.Closed;
        }
        catch (Exception error) when (ImapFailures.Knows(error) || error is OperationCanceledException)
        {
            return Answer.Otherwise;
        }
    }

    private static string Words(ImapEndpoint way) => way.Security switch
    {
        ImapSecurity.Tls => "with TLS: use that.",
        ImapSecurity.StartTls => "and upgrades by STARTTLS: use that.",
        _ => "without any protection: use that only where nobody listens on the way, since passwords and mail cross the network in the clear.",
    };
}
