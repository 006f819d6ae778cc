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
    internal const int MostHops = 10;

    private readonly SettingsQuestion _question = new(options);

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
        if (await _question.AskFormsAsync(search, first, cancellationToken) is not null || search.NewAddress is not null)
        {
            return search.Found;
        }

        // 2. Its autodiscover host; a number has none.
        if (Uri.CheckHostName(first.Host) != UriHostNameType.Dns || Https($"autodiscover.{domain}") is not { } second)
        {
            return null;
        }

        if (await _question.AskFormsAsync(search, second, cancellationToken) is not null || search.NewAddress is not null)
        {
            return search.Found;
        }

        // 3. Where plain http there points; only the direction is believed, only to https, and only within the domain.
        if (await FindRedirectAsync(search, second, cancellationToken) is { } target
            && (await _question.AskAsync(search, target, cancellationToken) is not null || search.NewAddress is not null))
        {
            return search.Found;
        }

        // 4. Whom DNS names, within the same bounds.
        foreach (Uri place in await FindServiceAsync(search, first.Host, cancellationToken))
        {
            if (await _question.AskFormsAsync(search, place, cancellationToken) is not null || search.NewAddress is not null)
            {
                break;
            }
        }

        return search.Found;
    }

    private async Task<Uri?> FindRedirectAsync(Search search, Uri https, CancellationToken cancellationToken)
    {
        Uri plain = new UriBuilder(https) { Scheme = Uri.UriSchemeHttp, Port = https.IsDefaultPort ? 80 : https.Port }.Uri;
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(options.PlaceTimeout);
        try
        {
            using HttpMessageInvoker http = new(
                options.MessageHandler is { } handler ? new LentHandler(handler) : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            using HttpRequestMessage look = new(HttpMethod.Get, plain);
            using HttpResponseMessage answer = await http.SendAsync(look, timer.Token);
            if (answer.Headers.Location is { } location && (int)answer.StatusCode is >= 300 and < 400)
            {
                return search.Vouch(plain, search.Follow(plain, new Uri(plain, location)));
            }

            search.Say(plain, "points nowhere");
        }
        catch (Exception exception) when (NetworkFailures.IsOne(exception))
        {
            search.Say(plain, Search.Describe(exception));
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

            return [.. places.Where(place => search.Vouch(record, place) is not null)];
        }
        catch (IOException exception)
        {
            search.Say(record, $"could not be asked for ({exception.Message})");
            return [];
        }
    }

    private static Uri? Https(string domain) =>
        Uri.TryCreate($"https://{domain}/", UriKind.Absolute, out Uri? url) && url.UserInfo.Length == 0 && url.PathAndQuery == "/" && url.Fragment.Length == 0 ? url : null;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
