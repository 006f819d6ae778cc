using Turnstone.Engine.Failures;
using Turnstone.Ews.Autodiscover;

namespace Turnstone.Connectors.Exchange;

/// <summary>From an endpoint that names only a mail domain to one that names EWS.</summary>
internal static class ExchangeDiscovery
{
    /// <exception cref="SessionException">Autodiscover led nowhere, or its server refused the sign-in.</exception>
    public static Task<ExchangeEndpoint> FindAsync(ExchangeDestinationOptions options, CancellationToken cancellationToken) =>
        options.Endpoint.Domain is { } domain
            ? options.SignIns.FindAsync(domain, () => AskAsync(options, domain, cancellationToken))
            : Task.FromResult(options.Endpoint);

    private static async Task<ExchangeEndpoint> AskAsync(ExchangeDestinationOptions options, string domain, CancellationToken cancellationToken)
    {
        var finder = new AutodiscoverFinder(new AutodiscoverOptions
        {
            Credential = options.ToCredential(),
            SignIns = options.SignIns.Ews,
            TrustedAuthorities = options.TrustedAuthorities,
            MessageHandler = options.MessageHandler,
        });
        try
        {
            var result = await finder.FindAsync(options.Mailbox.Value, domain, cancellationToken);
            return ExchangeEndpoint.Parse(result.EwsUrl.AbsoluteUri);
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
