using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Connectors.Trust;
using Turnstone.Engine.Failures;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Turnstone.Connectors.Imap;

/// <summary>Turns what MailKit, the socket or TLS threw into a failure, once. <paramref name="refusal"/> and <paramref name="trust"/> are what the session remembered.</summary>
internal sealed class ImapFailures(ImapEndpoint endpoint, Func<string?> refusal, ServerTrust trust)
{
    private static readonly string[] VersionAlerts = ["unsupported protocol", "alert protocol version", "alert handshake failure", "no shared cipher", "common algorithm"];

    /// <summary>Whether this is an exception of the protocol, the network or TLS: everything else is ours and passes through.</summary>
    public static bool Knows(Exception error) =>
        error is ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException or FolderNotFoundException
            or SslHandshakeException or System.Security.Authentication.AuthenticationException or AuthenticationException or SaslException
            or IOException or SocketException or TimeoutException or NotSupportedException;

    /// <summary>A fault while connecting or upgrading to TLS.</summary>
    public SessionException Connecting(Exception error) => new(DescribeConnecting(error), innerException: error);

    /// <summary>A refused sign-in.</summary>
    public SessionException SigningIn(Exception error, ImapSignIn signIn)
    {
        // A mechanism that is not offered is our own finding; what the server refused before has nothing to do with it.
        var words = error is NotSupportedException ? error.Message : refusal() ?? error.Message;
        if (error is not (AuthenticationException or SaslException or ImapCommandException or NotSupportedException) && !ImapRefusal.IsFarewellToSecret(words))
        {
            return Lost(error);
        }

        if (ImapRefusal.AsksForPatience(words, signingIn: true) is { } delay)
        {
            return Throttled(words, delay, error);
        }

        if (ImapRefusal.IsServersOwnFault(words))
        {
            return Again(FailureCodes.SourceProtocol, $"{endpoint.Host} failed over the sign-in of {signIn.Login}: {words}", error);
        }

        return new SessionException(
            Mailbox(
                FailureCodes.SourceSignIn,
                $"{endpoint.Host} refused the sign-in of {signIn.Login}: {words}",
                ImapSignInAdvice.For(signIn, words)),
            innerException: error);
    }

    /// <summary>A token that worked before and does no more, while another can be had.</summary>
    public static SessionException TokenExpired(SessionException refused) => new(
        refused.Failure with { Remedy = "Nothing to do: the token had worked before, and another is asked for.", Retry = RetryAdvice.Soon }, innerException: refused);

    /// <summary>A fault while opening a folder.</summary>
    public SessionException Opening(Exception error, string folder)
    {
        var words = refusal() ?? error.Message;
        if (error is not (ImapCommandException or FolderNotFoundException) || IsNotConnected(words))
        {
            return Lost(error);
        }

        if (ImapRefusal.EndsSession(words))
        {
            return Ended(words, error);
        }

        if (ImapRefusal.AsksForPatience(words, signingIn: false) is { } delay)
        {
            return Throttled(words, delay, error);
        }

        return new SessionException(
            new Failure
            {
                Side = FailureSide.Source,
                Scope = FailureScope.Folder,
                Code = FailureCodes.SourceFolderUnavailable,
                Message = $"The source would not open the folder \"{folder}\": {words}",
                Remedy = "Open it with another mail program: it may be gone, renamed, or closed to this login.",
            },
            innerException: error);
    }

    /// <summary>A command that was refused because the server ended the session without hanging up.</summary>
    private SessionException Ended(string words, Exception? error) => Again(FailureCodes.SourceConnectionLost, $"{endpoint.Host} ended the session: {words}", error);

    /// <summary>The failure of a refusal that has nothing to do with what was asked for; null where it has.</summary>
    public SessionException? Refused(string words) => ImapRefusal.AsksForPatience(words, signingIn: false) is { } delay ? Throttled(words, delay, error: null)
        : ImapRefusal.EndsSession(words) ? Ended(words, error: null)
        : null;

    /// <summary>Any other fault of an open session.</summary>
    public SessionException Lost(Exception error)
    {
        var words = refusal();
        if (error is ImapCommandException && words is not null && IsNotConnected(words))
        {
            return NotConnected(words, error);
        }

        if (error is ImapCommandException && words is not null && ImapRefusal.AsksForPatience(words, signingIn: false) is { } delay)
        {
            return Throttled(words, delay, error);
        }

        if (words is not null && words.StartsWith("BYE", StringComparison.OrdinalIgnoreCase))
        {
            return ImapRefusal.AsksForPatience(words, signingIn: true) is { } wait
                ? Throttled(words, wait, error)
                : Again(FailureCodes.SourceConnectionLost, $"{endpoint.Host} ended the connection: {words}", error);
        }

        return error switch
        {
            ImapCommandException => Again(FailureCodes.SourceProtocol, $"{endpoint.Host} refused a command: {words ?? error.Message}", error),
            TimeoutException => Again(FailureCodes.SourceConnectionLost, $"{endpoint.Host} fell silent while an answer was due.", error),
            ProtocolException when IsSyntax(error) => Again(FailureCodes.SourceProtocol, $"{endpoint.Host} answered with something that is not IMAP: {error.Message}", error),
            _ => Again(FailureCodes.SourceConnectionLost, $"The connection to {endpoint.Host} broke off: {error.Message}", error),
        };
    }

    /// <summary>An answer that cannot be read. MailKit begins its own of this kind so.</summary>
    public static ImapProtocolException Syntax(string fault) => new($"Syntax error: {fault}.");

    /// <summary>Whether the server's answer could not be read, as opposed to a connection that ended.</summary>
    public static bool IsSyntax(Exception error) => error is ImapProtocolException && error.Message.StartsWith("Syntax error", StringComparison.Ordinal);

    /// <summary>The failure of a sign-in that was accepted and opens nothing: MailKit passes over the refusals of what it asks by itself after it.</summary>
    public SessionException? OpensNoMailbox() => refusal() is { } words && IsNotConnected(words) ? NotConnected(words, error: null) : null;

    /// <summary>A fault while listing folders; a server that will not list any at all says why.</summary>
    public SessionException Listing(Exception error)
    {
        var lost = Lost(error);
        return error is ImapCommandException && lost.Failure.Code == FailureCodes.SourceProtocol
            ? new SessionException(
                Mailbox(
                    FailureCodes.SourceProtocol,
                    $"{endpoint.Host} lists no folders after the sign-in: {refusal() ?? error.Message}",
                    "Look at the mailbox with another mail program; if that shows folders, the server's log says why they are not listed here.",
                    RetryAdvice.Soon),
                innerException: error)
            : lost;
    }

    /// <summary>A folder whose name no command can carry any more.</summary>
    public static SessionException NotOpened(string folder) => new(new Failure
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Folder,
        Code = FailureCodes.SourceFolderUnavailable,
        Message = $"The folder \"{folder}\" has a name of which this mailbox has too many alike: single bytes that are no text.",
        Remedy = "Rename it on the source, then run the pass again.",
    });

    private SessionException NotConnected(string words, Exception? error) => new(
        Mailbox(FailureCodes.SourceSignIn, $"{endpoint.Host} accepted the sign-in but opens no mailbox to it: {words}", ImapSignInAdvice.NotConnected),
        innerException: error);

    /// <summary>Exchange 2003 to 2019 answer OK to a sign-in without a mailbox behind it, and this to every command after it.</summary>
    private static bool IsNotConnected(string words) => words.Contains("authenticated but not connected", StringComparison.OrdinalIgnoreCase);

    /// <summary>A password that would have to cross the network in the clear.</summary>
    /// <param name="isRefused">Whether the server offers STARTTLS and then would not begin it.</param>
    public SessionException TlsRequired(bool isRefused) => new(Mailbox(
        FailureCodes.SourceTlsRequired,
        $"{endpoint.Host} {(isRefused ? "offers STARTTLS and refuses to begin it" : "offers no STARTTLS")} on port {endpoint.Port}, so the password would cross the network in the clear; it was not sent.",
        $"Use imaps://{endpoint.Host} if the server has it, or allow the clear text by adding ?tls=none to the address."));

    private Failure DescribeConnecting(Exception error)
    {
        switch (error)
        {
            case SslHandshakeException when trust.Refusal is { } reason:
                return Mailbox(
                    FailureCodes.SourceCertificate,
                    $"The certificate of {endpoint.Host} is not to be trusted: {reason}.",
                    trust.Remedy ?? "");
            case SslHandshakeException when !IsAboutTls(error):
                return Mailbox(
                    FailureCodes.SourceUnreachable,
                    $"The connection to {endpoint.Host}:{endpoint.Port} ended before TLS was set up.",
                    "Nothing to do if it passes; if it always does so, check the port and the TLS versions the server speaks.",
                    RetryAdvice.Soon);
            case SslHandshakeException or System.Security.Authentication.AuthenticationException when IsAboutVersion(error):
                return Mailbox(
                    FailureCodes.SourceUnreachable,
                    $"{endpoint.Host}:{endpoint.Port} speaks TLS, but no version and cipher that is spoken here as well.",
                    "Have TLS 1.2 or 1.3 switched on at the server: TLS 1.0 and 1.1 are not spoken here, since passwords are no longer safe in them.");
            case SslHandshakeException or System.Security.Authentication.AuthenticationException:
                return endpoint.Security == ImapSecurity.Tls
                    ? Mailbox(
                        FailureCodes.SourceUnreachable,
                        $"{endpoint.Host}:{endpoint.Port} does not begin with TLS.",
                        $"A port without implicit TLS is written imap://{endpoint.Host}:{endpoint.Port}; the usual port for imaps is 993.")
                    : Mailbox(
                        FailureCodes.SourceUnreachable,
                        $"{endpoint.Host}:{endpoint.Port} offers STARTTLS but the upgrade fails: {error.InnerException?.Message ?? error.Message}",
                        "Check the server's TLS set-up; versions below TLS 1.2 are not spoken here.");
            case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                return Mailbox(FailureCodes.SourceUnreachable, $"No address is known for the host {endpoint.Host}.", "Check the spelling and this machine's DNS.");
            case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                return Mailbox(
                    FailureCodes.SourceUnreachable,
                    $"{endpoint.Host} refuses connections to port {endpoint.Port}.",
                    "Check the port (993 for imaps, 143 for imap), that IMAP is switched on there, and the firewalls between.",
                    RetryAdvice.Soon);
            case TimeoutException:
                return Mailbox(
                    FailureCodes.SourceUnreachable,
                    $"{endpoint.Host}:{endpoint.Port} does not answer.",
                    endpoint.Security == ImapSecurity.Tls
                        ? "Check the port and the firewalls between."
                        : "Check the port and the firewalls between; a port that expects TLS from the first byte stays silent to imap:// and wants imaps://.",
                    RetryAdvice.Soon);
            case ImapProtocolException or ImapCommandException:
                var words = refusal();
                return words is not null && ImapRefusal.AsksForPatience(words, signingIn: true) is { } delay
                    ? Throttled(words, delay, error).Failure
                    : Mailbox(
                        FailureCodes.SourceProtocol,
                        $"{endpoint.Host}:{endpoint.Port} does not greet as an IMAP server: {words ?? error.Message}",
                        endpoint.Security == ImapSecurity.Tls
                            ? "Check the port: 993 is usual for imaps."
                            : "Check the port: 143 is usual for imap; a port that expects TLS from the first byte wants imaps://.",
                        RetryAdvice.Soon);
            default:
                return Mailbox(
                    FailureCodes.SourceUnreachable,
                    $"{endpoint.Host}:{endpoint.Port} cannot be reached: {error.Message}",
                    "Check host, port and the network between.",
                    RetryAdvice.Soon);
        }
    }

    /// <summary>Whether a handshake failed over what was said in it; otherwise the line broke.</summary>
    private static bool IsAboutTls(Exception error)
    {
        while (error is not System.Security.Authentication.AuthenticationException && error.InnerException is { } inner)
        {
            error = inner;
        }

        return error is System.Security.Authentication.AuthenticationException;
    }

    /// <summary>Whether a handshake failed over versions or ciphers: OpenSSL and SChannel both name the alert (RFC 8446 section 6.2).</summary>
    private static bool IsAboutVersion(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (VersionAlerts.Any(alert => error.Message.Contains(alert, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static SessionException Again(FailureCode code, string message, Exception? error) =>
        new(Mailbox(code, message, "Nothing to do if it passes; the work goes on over a new connection.", RetryAdvice.Soon), innerException: error);

    private SessionException Throttled(string words, TimeSpan delay, Exception? error) =>
        new(
            Mailbox(
                FailureCodes.SourceThrottled,
                $"{endpoint.Host} asks for patience: {words}",
                ImapRefusal.RemedyFor(words),
                RetryAdvice.After(delay)),
            innerException: error);

    private static Failure Mailbox(FailureCode code, string message, string remedy, RetryAdvice? retry = null) => new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Mailbox,
        Code = code,
        Message = message,
        Remedy = remedy,
        Retry = retry ?? RetryAdvice.No,
    };
}
