using System.Net;
using System.Text;
using System.Xml;
using Turnstone.Ews.Transport;

namespace Turnstone.Ews.Autodiscover;

/// <summary>
/// Finds EWS from a mail address, in the documented order for clients outside the domain: https://domain, https://autodiscover.domain,
/// where http://autodiscover.domain points, and the domain's SRV record; at each place SOAP first, then plain XML. Active Directory's
/// service connection points need a member of the domain and are left out. A direction that nobody vouches for, plain http's or DNS's,
/// leads to no other domain with a password.
/// </summary>
public sealed class AutodiscoverFinder(AutodiscoverOptions options)
{
    // Outlook gives up after ten; nobody honest needs more.
    private const int MostHops = 10;
    private const string SoapPath = "/autodiscover/autodiscover.svc";
    private const string PoxPath = "/autodiscover/autodiscover.xml";

    /// <summary>Looks for the EWS address of a mailbox.</summary>
    /// <param name="address">The mailbox's address.</param>
    /// <param name="domain">Where to begin, with a port if it is not 443; null for the address's own domain.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="AutodiscoverException">There is none to be found.</exception>
    public async Task<AutodiscoverResult> FindAsync(string address, string? domain, CancellationToken cancellationToken)
    {
        Search search = new(address, domain);
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
        if (await AskFormsAsync(search, first, cancellationToken) is not null || search.NewAddress is not null)
        {
            return search.Found;
        }

        // 2. Its autodiscover host; a number has none.
        if (Uri.CheckHostName(first.Host) != UriHostNameType.Dns || Https($"autodiscover.{domain}") is not { } second)
        {
            return null;
        }

        if (await AskFormsAsync(search, second, cancellationToken) is not null || search.NewAddress is not null)
        {
            return search.Found;
        }

        // 3. Where plain http there points; only the direction is believed, only to https, and only within the domain.
        if (await FindRedirectAsync(search, second, cancellationToken) is { } target
            && (await AskAsync(search, target, cancellationToken) is not null || search.NewAddress is not null))
        {
            return search.Found;
        }

        // 4. Whom DNS names, within the same bounds.
        foreach (Uri place in await FindServiceAsync(search, first.Host, cancellationToken))
        {
            if (await AskFormsAsync(search, place, cancellationToken) is not null || search.NewAddress is not null)
            {
                break;
            }
        }

        return search.Found;
    }

    private async Task<Uri?> AskFormsAsync(Search search, Uri place, CancellationToken cancellationToken)
    {
        search.IsSilent = false;
        Uri? found = await AskAsync(search, new Uri(place, SoapPath), cancellationToken);
        return found is not null || search.NewAddress is not null || search.IsSilent ? found : await AskAsync(search, new Uri(place, PoxPath), cancellationToken);
    }

    /// <summary>Asks one place and those it points to. Null when it gave no EWS address.</summary>
    private async Task<Uri?> AskAsync(Search search, Uri url, CancellationToken cancellationToken)
    {
        Uri? next = url;
        for (bool points = false; next is { } place && search.Asked.Add($"{search.Address} {place.AbsoluteUri}"); points = true)
        {
            if (points && ++search.Hops > MostHops)
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
            catch (Exception exception) when (exception is SignInException or HttpRequestException or IOException or InvalidDataException)
            {
                search.IsSilent = true;
                return search.Stop(place, Describe(exception));
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
            MessageHandler = options.MessageHandler is { } handler ? new Lent(handler) : null,
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
            return Follow(search, url, new Uri(url, location));
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
            search.Say(url, "answered with a web page; a parked domain, or a site that knows nothing of Exchange");
            return null;
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
                return Follow(search, url, redirect.Url);
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
                return Vouched(search, plain, Follow(search, plain, new Uri(plain, location)));
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

    private async Task<IReadOnlyList<Uri>> FindServiceAsync(Search search, string domain, CancellationToken cancellationToken)
    {
        if (options.FindServices is not { } find)
        {
            return [];
        }

        string record = $"_autodiscover._tcp.{domain}";
        try
        {
            IReadOnlyList<Uri> places = await find(record, cancellationToken);
            if (places.Count == 0)
            {
                search.Say(record, "is not in DNS");
            }

            return [.. places.Where(place => Vouched(search, record, place) is not null)];
        }
        catch (IOException exception)
        {
            search.Say(record, $"could not be asked for ({exception.Message})");
            return [];
        }
    }

    /// <summary>The place itself where it is in a domain that the caller named; else null: anybody on the way could have named it.</summary>
    private static Uri? Vouched(Search search, object from, Uri? to) =>
        to is null || search.IsOwn(to.Host)
            ? to
            : search.Stop(from, $"names {to.Host}, which is in another domain, so the password was not taken there; if it is right, write autodiscover:{to.Authority}");

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
        SignInException or InvalidDataException => exception.Message,
        _ => $"cannot be reached ({(exception.InnerException ?? exception).Message})",
    };

    private static Uri? Https(string domain) =>
        Uri.TryCreate($"https://{domain}{PoxPath}", UriKind.Absolute, out Uri? url) && url.UserInfo.Length == 0 && url.AbsolutePath == PoxPath ? url : null;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>A handler of the caller's that several places use and none disposes.</summary>
    private sealed class Lent(HttpMessageHandler handler) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(handler, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);
    }
}
