using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// When a server cannot be reached as told, looks whether it answers in one of the other usual ways: TLS or STARTTLS on the port that was
/// named, TLS on 993, STARTTLS on 143. Nothing but the greeting and the protection is tried; no login, no password.
/// </summary>
internal static class ImapWays
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The same failure with the way that works in its remedy; null where there is none, or where the way is not what failed.</summary>
    public static async Task<SessionException?> AdviseAsync(SessionException error, ImapSourceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (error.Failure.Code != FailureCodes.SourceUnreachable && error.Failure.Code != FailureCodes.SourceProtocol)
        {
            return null;
        }

        return await FindAsync(options.Endpoint, time, cancellationToken) is { } way
            ? new SessionException(error.Failure with { Remedy = $"{way} answers {Words(way)}: use that." }, innerException: error)
            : null;
    }

    private static async Task<ImapEndpoint?> FindAsync(ImapEndpoint told, TimeProvider time, CancellationToken cancellationToken)
    {
        ImapEndpoint[] ways =
        [
            told.By(told.Port, ImapSecurity.Tls), told.By(told.Port, ImapSecurity.StartTls), told.By(993, ImapSecurity.Tls), told.By(143, ImapSecurity.StartTls),
        ];
        foreach (var way in ways.Distinct().Where(way => way != told))
        {
            if (await AnswersAsync(way, time, cancellationToken))
            {
                return way;
            }
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(ImapEndpoint way, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);

        // Whether its certificate is to be believed is decided when the way is used; nothing worth hiding is said here.
#pragma warning disable CA5359
        using var client = new ImapClient { ServerCertificateValidationCallback = (_, _, _, _) => true, CheckCertificateRevocation = false };
#pragma warning restore CA5359
        var security = way.Security == ImapSecurity.Tls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        try
        {
            await client.ConnectAsync(way.Host, way.Port, security, either.Token);
            await client.DisconnectAsync(quit: true, either.Token);
            return true;
        }
        catch (Exception error) when (ImapFailures.Knows(error) || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static string Words(ImapEndpoint way) => way.Security == ImapSecurity.Tls ? "with TLS" : "and upgrades by STARTTLS";
}
