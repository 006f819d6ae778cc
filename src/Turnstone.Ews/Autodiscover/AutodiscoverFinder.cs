using System.Net;
using System.Text;
using System.Xml;
using Turnstone.Ews.Transport;

namespace Turnstone.Ews.Autodiscover;

/// <summary>
/// Finds EWS from a mail address, in the documented order for clients outside the domain: https://domain, https://autodiscover.domain,
/// then where http://autodiscover.domain points. Active Directory's service connection points need a member of the domain, and SRV
/// records a resolver that .NET does not have: both are left out.
/// </summary>
public sealed class AutodiscoverFinder(AutodiscoverOptions options)
{
    // Outlook gives up after ten; nobody honest needs more.
    private const int MostHops = 10;
    private const string Path = "/autodiscover/autodiscover.xml";

    /// <summary>Looks for the EWS address of a mailbox.</summary>
    /// <param name="address">The mailbox's address.</param>
    /// <param name="domain">Where to begin, with a port if it is not 443; null for the address's own domain.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="AutodiscoverException">There is none to be found.</exception>
    public async Task<AutodiscoverResult> FindAsync(string address, string? domain, CancellationToken cancellationToken)
    {
        Search search = new(address);
        string start = domain ?? DomainOf(address);
        while (true)
        {
            Uri? found = await AskDomainAsync(search, start, cancellationToken);
            if (found is not null)
            {
                return new AutodiscoverResult(found, search.Steps);
            }

            if (search.NewAddress is not { } other || ++search.Hops > MostHops)
            {
                throw new AutodiscoverException(start, search.Steps, isRefused: false);
            }

            (search.Address, search.NewAddress, start) = (other, null, DomainOf(other));
        }
    }

    private async Task<Uri?> AskDomainAsync(Search search, string domain, CancellationToken cancellationToken)
    {
        if (Https(domain) is not { } first)
        {
            search.Say(domain, "is no name that can be asked");
            return null;
        }

        // 1. The domain itself.
        if (await AskAsync(search, first, cancellationToken) is { } found || search.NewAddress is not null)
        {
            return search.Found;
        }

        // 2. Its autodiscover host; a number has none.
        if (Uri.CheckHostName(first.Host) != UriHostNameType.Dns || Https($"autodiscover.{domain}") is not { } second)
        {
            return null;
        }

        if (await AskAsync(search, second, cancellationToken) is not null || search.NewAddress is not null)
        {
            return search.Found;
        }

        // 3. Where plain http there points; only the direction is believed, and only to https.
        return await FindRedirectAsync(search, second, cancellationToken) is { } target
            ? await AskAsync(search, target, cancellationToken)
            : null;
    }

    /// <summary>Asks one place and those it points to. Null when it gave no EWS address.</summary>
    private async Task<Uri?> AskAsync(Search search, Uri url, CancellationToken cancellationToken)
    {
        Uri? next = url;
        while (next is { } place && search.Hops++ <= MostHops && search.Asked.Add(place.AbsoluteUri))
        {
            using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timer.CancelAfter(options.PlaceTimeout);
            try
            {
                next = await AskOnceAsync(search, place, timer.Token);
            }
            catch (SignInException exception)
            {
                search.Say(place, exception.Message);
                return null;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or XmlException or InvalidDataException)
            {
                search.Say(place, Describe(exception));
                return null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                search.Say(place, $"did not answer within {options.PlaceTimeout.TotalSeconds:0} s");
                return null;
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
            MessageHandler = options.MessageHandler is { } handler ? new Lent(handler) : null,
            MaxConnections = 1,
        };
        ServerTrust trust = new(url.Host, options.TrustedAuthorities);
        using SignIn signIn = SignIns.Open(client, new Handlers(client, trust), options.SignIns);
        using HttpRequestMessage question = PoxRequest.For(url, search.Address);
        using Reply reply = await AskTrustedAsync(signIn, question, trust, cancellationToken);
        HttpResponseMessage response = reply.Response;
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            search.Say(url, Refusals.Describe(response, signIn.Scheme));
            throw new AutodiscoverException(url.Host, search.Steps, isRefused: true);
        }

        if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
        {
            return Follow(search, url, new Uri(url, location));
        }

        if (!response.IsSuccessStatusCode)
        {
            search.Say(url, $"answered HTTP {(int)response.StatusCode}");
            return null;
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using PeekingReader text = new(new StreamReader(body, Encoding.UTF8));
        if (await IsPageAsync(response, text))
        {
            search.Say(url, "answered with a web page; a parked domain, or a site that knows nothing of Exchange");
            return null;
        }

        return Judge(search, url, await PoxAnswer.ReadAsync(text));
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

    private static Uri? Judge(Search search, Uri url, PoxAnswer? answer)
    {
        switch (answer)
        {
            case PoxAnswer.Found { External: var outside, Internal: var inside } when (outside ?? inside) is { } ews:
                if (ews.Scheme != Uri.UriSchemeHttps)
                {
                    search.Say(url, $"gave {ews}, which is not https and therefore not used");
                    return null;
                }

                search.Say(url, $"gave {ews} ({(outside is null ? "EXCH, the address inside" : "EXPR, the address outside")})");
                search.Found = ews;
                return null;
            case PoxAnswer.RedirectUrl redirect:
                return Follow(search, url, redirect.Url);
            case PoxAnswer.RedirectAddress redirect:
                search.Say(url, $"says the mailbox is {redirect.Address} now");
                search.NewAddress = redirect.Address.Contains('@', StringComparison.Ordinal) ? redirect.Address : null;
                return null;
            case PoxAnswer.Refused refused:
                search.Say(url, $"answered error {refused.Code}: {refused.Message.TrimEnd('.')}");
                return null;
            default:
                search.Say(url, "answered XML without an EWS address");
                return null;
        }
    }

    private static Uri? Follow(Search search, Uri from, Uri to)
    {
        if (to.Scheme != Uri.UriSchemeHttps)
        {
            search.Say(from, $"points to {to}, which is not https and therefore not followed");
            return null;
        }

        search.Say(from, $"points to {to}");
        return LoginPages.IsLoginAddress(to.AbsoluteUri) ? search.Stop(to, "is a sign-in page for people") : to;
    }

    private async Task<Uri?> FindRedirectAsync(Search search, Uri https, CancellationToken cancellationToken)
    {
        Uri plain = new UriBuilder(https) { Scheme = Uri.UriSchemeHttp, Port = https.IsDefaultPort ? 80 : https.Port }.Uri;
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(options.PlaceTimeout);
        try
        {
            using HttpMessageInvoker http = new(
                options.MessageHandler is { } handler ? new Lent(handler) : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            using HttpRequestMessage look = new(HttpMethod.Get, plain);
            using HttpResponseMessage answer = await http.SendAsync(look, timer.Token);
            if (answer.Headers.Location is { } location && (int)answer.StatusCode is >= 300 and < 400)
            {
                return Follow(search, plain, new Uri(plain, location));
            }

            search.Say(plain, "points nowhere");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            search.Say(plain, Describe(exception));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            search.Say(plain, $"did not answer within {options.PlaceTimeout.TotalSeconds:0} s");
        }

        return null;
    }

    private static async Task<bool> IsPageAsync(HttpResponseMessage response, PeekingReader text)
    {
        string start = (await text.PeekAsync(256)).ToString().TrimStart();
        return response.Content.Headers.ContentType?.MediaType is "text/html"
            || !start.StartsWith('<')
            || start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static string Describe(Exception exception) => exception switch
    {
        XmlException => "gave an answer that is not XML",
        InvalidDataException => exception.Message,
        _ => $"cannot be reached ({(exception.InnerException ?? exception).Message})",
    };

    private static Uri? Https(string domain) =>
        Uri.TryCreate($"https://{domain}{Path}", UriKind.Absolute, out Uri? url) && url.UserInfo.Length == 0 && url.AbsolutePath == Path ? url : null;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>A handler of the caller's that several places use and none disposes.</summary>
    private sealed class Lent(HttpMessageHandler handler) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(handler, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);
    }
}
