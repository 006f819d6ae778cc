using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Turnstone.Server.Mail;

/// <summary>What can go wrong on the way to the mail server.</summary>
internal static class SmtpTrouble
{
    /// <summary>Whether an exception tells of the mail, the server or the way there, and not of a defect of ours.</summary>
    public static bool IsKnown(Exception exception) =>
        exception is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException
            or ServiceNotAuthenticatedException or IOException or SocketException or TimeoutException or OperationCanceledException
            or NotSupportedException or ParseException or CryptographicException;

    /// <summary>
    /// Whether trying again is no use: the server said for good (5yz, RFC 5321 section 4.2.1) that it does not take this recipient or this
    /// mail, or the mail itself cannot be read any more. A sender or sign-in that is refused can be put right by the operator meanwhile.
    /// </summary>
    public static bool IsFinal(Exception exception) => exception switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } refused => (int)refused.StatusCode >= 500,
        ParseException or CryptographicException => true,
        _ => false,
    };
}
