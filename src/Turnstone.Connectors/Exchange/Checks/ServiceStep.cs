using System.Net;
using Turnstone.Connectors.Trust;
using Turnstone.Engine.Failures;
using static Turnstone.Connectors.Exchange.Checks.ProbeWords;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>What answers where EWS should: asks without a password, to which EWS says 401 with the sign-in schemes it takes.</summary>
internal sealed class ServiceStep : IDisposable
{
    private const int LongestAddress = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ProbeState _state;
    private readonly HttpClient _http;

    public ServiceStep(ProbeState state)
    {
        _state = state;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = { RemoteCertificateValidationCallback = new ServerTrust(state.Options.TrustedAuthorities, state.Time).Validate },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, _state.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _state.Options.Endpoint.Url);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var schemes = response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase).Take(10).ToList();
            return response.StatusCode == HttpStatusCode.Unauthorized && schemes.Count > 0
                ? $"EWS answers; sign-in by {string.Join(", ", schemes)} is offered, {Choice(schemes)}"
                : throw NotEws(response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(
                FailureCodes.DestinationUnavailable, $"{_state.Options.Endpoint} takes the request and does not answer within {Patience.TotalSeconds:0} s.",
                "Look whether MSExchangeServicesAppPool runs on the server, and at the server's load.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Shown(Uri? location) => location?.OriginalString switch
    {
        null => "nowhere",
        { Length: > LongestAddress } text => text[..LongestAddress] + "…",
        var text => text,
    };

    private string Choice(List<string> offered)
    {
        bool Offers(string scheme) => offered.Contains(scheme, StringComparer.OrdinalIgnoreCase);
        var chosen = _state.Options.SignIn switch
        {
            // The order of the EWS client.
            ExchangeSignIn.Auto when _state.Options.Password is null => "Negotiate",
            ExchangeSignIn.Auto => Offers("NTLM") ? "NTLM" : Offers("Negotiate") ? "Negotiate" : "Basic",
            ExchangeSignIn.Basic => "Basic",
            ExchangeSignIn.Ntlm => "NTLM",
            ExchangeSignIn.Negotiate => "Negotiate",
            ExchangeSignIn.Bearer => "Bearer",
            _ => throw new InvalidOperationException("A way to sign in that does not exist."),
        };
        return Offers(chosen) ? $"{chosen} is used" : $"but not {chosen}";
    }

    private SessionException NotEws(HttpResponseMessage response)
    {
        var asked = _state.Options.Endpoint;
        return (int)response.StatusCode switch
        {
            404 => Failed(FailureCodes.DestinationNotExchange, $"There is no EWS at {asked} (HTTP 404).", "Check the path: EWS is at /EWS/Exchange.asmx of a server with the mailbox role; Get-WebServicesVirtualDirectory | fl *Url tells."),
            >= 300 and < 400 => Failed(
                FailureCodes.DestinationNotExchange, $"{asked} points to {Shown(response.Headers.Location)} (HTTP {(int)response.StatusCode}).",
                "Give that address if it is EWS's; where it is a sign-in page, a proxy signs people in before Exchange and has to let EWS through."),
            403 => Failed(FailureCodes.DestinationForbidden, $"{asked} answers 403 before anybody signs in.", "Look at what stands before Exchange, and at IP restrictions and client certificates of the EWS virtual directory in IIS."),
            >= 500 => Failed(
                FailureCodes.DestinationUnavailable, $"{asked} answers HTTP {(int)response.StatusCode}: EWS is not running, or what stands before it does not reach it.",
                "Look whether MSExchangeServicesAppPool runs (Get-WebAppPoolState) and at Test-ServiceHealth."),
            _ => Failed(
                FailureCodes.DestinationNotExchange, $"{asked} answers {(int)response.StatusCode} where EWS would ask for a sign-in.", "Check the address; a proxy that signs people in before Exchange has to let EWS through."),
        };
    }
}
