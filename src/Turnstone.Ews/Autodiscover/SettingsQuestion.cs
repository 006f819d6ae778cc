using System.Net;
using System.Text;
using System.Xml;
using Turnstone.Ews.Transport;

namespace Turnstone.Ews.Autodiscover;

/// <summary>The question for a mailbox's settings, put to a place and to those that it points to.</summary>
internal sealed class SettingsQuestion(AutodiscoverOptions options)
{
    private const string SoapPath = "/autodiscover/autodiscover.svc";
    private const string PoxPath = "/autodiscover/autodiscover.xml";

    /// <summary>Asks by SOAP, then by plain XML unless the place is silent. Null when it gave no EWS address.</summary>
    public async Task<Uri?> AskFormsAsync(Search search, Uri place, CancellationToken cancellationToken)
    {
        search.IsSilent = false;
        Uri? found = await AskAsync(search, new Uri(place, SoapPath), cancellationToken);
        return found is not null || search.NewAddress is not null || search.IsSilent ? found : await AskAsync(search, new Uri(place, PoxPath), cancellationToken);
    }

    /// <summary>Asks one place and those it points to. Null when it gave no EWS address.</summary>
    public async Task<Uri?> AskAsync(Search search, Uri url, CancellationToken cancellationToken)
    {
        Uri? next = url;
        for (bool points = false; next is { } place && search.Asked.Add($"{search.Address} {place.AbsoluteUri}"); points = true)
        {
            if (points && ++search.Hops > AutodiscoverFinder.MostHops)
            {
                return search.Stop(place, "was not asked: too many places point to others");
            }

            using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timer.CancelAfter(options.PlaceTimeout);
            try
            {
                next = await AskOnceAsync(search, place, timer.Token);
            }
            catch (XmlException)
            {
                return search.Stop(place, "gave an answer that is not XML");
            }
            catch (Exception exception) when (exception is SignInException or InvalidDataException || NetworkFailures.IsOne(exception))
            {
                search.IsSilent = true;
                return search.Stop(place, Search.Describe(exception));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                search.IsSilent = true;
                return search.Stop(place, $"did not answer within {options.PlaceTimeout.TotalSeconds:0} s");
            }
        }

        return search.Found;
    }

    /// <summary>Where to ask next; null when this place had the last word.</summary>
    private async Task<Uri?> AskOnceAsync(Search search, Uri url, CancellationToken cancellationToken)
    {
        EwsClientOptions client = new()
        {
            Url = url,
            Credential = options.Credential,
            Access = new EwsAccess.Owner(),
            TrustedAuthorities = options.TrustedAuthorities,
            MessageHandler = options.MessageHandler is { } handler ? new LentHandler(handler) : null,
            MaxConnections = 1,
        };
        ServerTrust trust = new(url.Host, options.TrustedAuthorities);
        Handlers handlers = new(client, trust);
        SignIn direct = SignIns.Open(client, handlers, options.SignIns);
        using SignIn signIn = options.Credential is EwsCredential.Basic or EwsCredential.Bearer
            ? new AskedSignIn(client.MessageHandler ?? handlers.Create(client.MaxConnections), direct)
            : direct;
        using HttpRequestMessage question = SettingsRequest.For(url, search.Address);
        using Reply reply = await AskTrustedAsync(signIn, question, trust, cancellationToken);
        HttpResponseMessage response = reply.Response;
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            search.Say(url, Refusals.Describe(response, signIn.Scheme));
            throw new AutodiscoverException(url.Host, search.Steps, isRefused: true);
        }

        if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
        {
            return search.Follow(url, new Uri(url, location));
        }

        // A SOAP fault comes with 500.
        if (!response.IsSuccessStatusCode && !(SettingsRequest.IsSoap(url) && response.StatusCode == HttpStatusCode.InternalServerError))
        {
            return search.Stop(url, $"answered HTTP {(int)response.StatusCode}");
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using PeekingReader text = new(new StreamReader(body, Encoding.UTF8));
        if (await IsPageAsync(response, text))
        {
            return search.Stop(url, "answered with a web page; a parked domain, or a site that knows nothing of Exchange");
        }

        return Judge(search, url, SettingsRequest.IsSoap(url) ? await SoapAnswer.ReadAsync(text) : await PoxAnswer.ReadAsync(text));
    }

    private static async Task<Reply> AskTrustedAsync(SignIn signIn, HttpRequestMessage question, ServerTrust trust, CancellationToken cancellationToken)
    {
        try
        {
            return await signIn.SendAsync(question, cancellationToken);
        }
        catch (HttpRequestException exception) when (trust.Problem is { } problem)
        {
            throw new InvalidDataException($"is not trusted: {problem}", exception);
        }
    }

    private static Uri? Judge(Search search, Uri url, SettingsAnswer? answer)
    {
        switch (answer)
        {
            case SettingsAnswer.Found { External: var outside, Internal: var inside } when (outside ?? inside) is { } ews:
                if (ews.Scheme != Uri.UriSchemeHttps)
                {
                    search.Say(url, $"gave {ews}, which is not https and therefore not used");
                    return null;
                }

                search.Say(url, $"gave {ews} ({(outside is null ? "the address inside" : "the address outside")})");
                search.Found = ews;
                return null;
            case SettingsAnswer.RedirectUrl redirect:
                return search.Follow(url, redirect.Url);
            case SettingsAnswer.RedirectAddress redirect:
                search.Say(url, $"says the mailbox is {redirect.Address} now");
                search.NewAddress = redirect.Address.Contains('@', StringComparison.Ordinal) ? redirect.Address : null;
                return null;
            case SettingsAnswer.Refused refused:
                search.Say(url, $"answered error {refused.Code}: {refused.Message.TrimEnd('.')}");
                return null;
            default:
                search.Say(url, "answered XML without an EWS address");
                return null;
        }
    }

    private static async Task<bool> IsPageAsync(HttpResponseMessage response, PeekingReader text)
    {
        string start = (await text.PeekAsync(256)).ToString().TrimStart();
        return response.Content.Headers.ContentType?.MediaType is "text/html"
            || !start.StartsWith('<')
            || start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
