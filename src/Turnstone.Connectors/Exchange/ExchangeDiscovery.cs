using Turnstone.Engine.Failures;
using Turnstone.Ews;
using Turnstone.Ews.Autodiscover;

namespace Turnstone.Connectors.Exchange;

/// <summary>From an endpoint that names only a mail domain to one that names EWS.</summary>
internal static class ExchangeDiscovery
{
    /// <exception cref="SessionException">Autodiscover led nowhere, or its server refused the sign-in.</exception>
    public static Task<ExchangeEndpoint> FindAsync(ExchangeDestinationOptions options, CancellationToken cancellationToken) =>
        options.Endpoint.Domain is { } domain
            ? options.SignIns.FindAsync(domain, () => AskAsync(options, domain)).WaitAsync(cancellationToken)
            : Task.FromResult(options.Endpoint);

    /// <summary>
    /// Where EWS is now, after a request to where it was failed in a way that a move explains; null where that is no other place. A 401
    /// explains nothing of the kind: looking anew would show the refused password a second time.
    /// </summary>
    public static async Task<ExchangeEndpoint?> FindAgainAsync(
        ExchangeDestinationOptions options, ExchangeEndpoint stale, EwsException error, CancellationToken cancellationToken)
    {
        if (options.Endpoint.Domain is not { } domain || !MayHaveMoved(error))
        {
            return null;
        }

        try
        {
            var now = await options.SignIns.FindAgainAsync(domain, stale, () => AskAsync(options, domain)).WaitAsync(cancellationToken);
            return now.Url == stale.Url ? null : now;
        }
        catch (SessionException)
        {
            // What failed first is what there is to tell.
            return null;
        }
    }

    private static bool MayHaveMoved(EwsException error) => error switch
    {
        EwsHttpException http => http.Kind is EwsHttpErrorKind.Redirected or EwsHttpErrorKind.NotFound or EwsHttpErrorKind.ServiceUnavailable or EwsHttpErrorKind.Other,
        EwsTransportException transport => transport.Kind is EwsTransportErrorKind.NameNotResolved or EwsTransportErrorKind.ConnectionRefused or EwsTransportErrorKind.ConnectFailed,
        _ => false,
    };

    // Whoever began to ask may stop; the others wait for the same answer. Each place has its own limit of time.
    private static async Task<ExchangeEndpoint> AskAsync(ExchangeDestinationOptions options, string domain) =>
        (await AskInStepsAsync(options, domain, CancellationToken.None)).Endpoint;

    /// <summary>Asks now, whatever was found before, and tells what came of each place.</summary>
    /// <exception cref="SessionException">Autodiscover led nowhere, or its server refused the sign-in.</exception>
    public static async Task<(ExchangeEndpoint Endpoint, IReadOnlyList<string> Steps)> AskInStepsAsync(
        ExchangeDestinationOptions options, string domain, CancellationToken cancellationToken)
    {
        var finder = new AutodiscoverFinder(new AutodiscoverOptions
        {
            Credential = options.ToCredential(),
            SignIns = options.SignIns.Ews,
            TrustedAuthorities = options.TrustedAuthorities,
            FindServices = (name, token) => ServiceRecords.FindAsync(name, options.NameServer, token),
            MessageHandler = options.MessageHandler,
        });
        try
        {
            var result = await finder.FindAsync(options.Mailbox.Value, domain, cancellationToken);
            return (ExchangeEndpoint.Parse(result.EwsUrl.AbsoluteUri), result.Steps);
        }
        catch (AutodiscoverException error)
        {
            throw new SessionException(
                new Failure
                {
                    Side = FailureSide.Destination,
                    Scope = FailureScope.Project,
                    Code = error.IsRefused ? FailureCodes.DestinationSignIn : FailureCodes.DestinationNotExchange,
                    Message = error.Message,
                    Remedy = error.IsRefused
                        ? "Check the account and its password; no other place was tried with it, so that the account is not locked."
                        : "Give the address of Outlook on the web or of EWS itself; before the cut-over Autodiscover often still points elsewhere.",
                },
                innerException: error);
        }
    }
}
