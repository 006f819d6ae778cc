using System.Net;
using DnsClient;
using DnsClient.Protocol;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// Where the address of EWS was given by hand: whether Autodiscover would lead there too. DNS is asked first, and Autodiscover itself only where
/// its name is this server's: before a cut-over the name may be another provider's, who must not see the service account's password.
/// </summary>
internal sealed class AutodiscoverStep(ProbeState state)
{
    private const string CutOver = "Nothing to do before the cut-over: Outlook finds the new server once autodiscover of the domain points here.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(5);

    public async Task<Finding> AskAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, state.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var domain = state.Options.Mailbox.Value.Split('@')[^1];
        try
        {
            var here = await AddressesAsync(state.Options.Endpoint.Url.DnsSafeHost, either.Token);
            var names = await NamesAsync(domain, either.Token);
            foreach (var (name, addresses) in names)
            {
                if (addresses.Intersect(here).Any())
                {
                    return await LeadsHereAsync(domain, name, either.Token);
                }
            }

            var seen = string.Join("; ", names.Select(entry => $"{entry.Name} is {(entry.Addresses.Count == 0 ? "not in DNS" : string.Join(", ", entry.Addresses))}"));
            return Finding.Warning($"Autodiscover does not lead here yet: {seen}. No password was taken there", CutOver);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Warning($"Autodiscover was given up after {Patience.TotalSeconds:0} s.", "Look at the DNS entries of autodiscover and the firewalls between, if Outlook is to find the server by it.");
        }
        catch (DnsResponseException error)
        {
            return Finding.Warning($"No name server answers: {error.Message}", "Check this machine's name servers.");
        }
    }

    private async Task<Finding> LeadsHereAsync(string domain, string name, CancellationToken cancellationToken)
    {
        try
        {
            var (found, steps) = await ExchangeDiscovery.AskInStepsAsync(state.Options, domain, cancellationToken);
            return found.Url.Host.Equals(state.Options.Endpoint.Url.Host, StringComparison.OrdinalIgnoreCase)
                ? (Finding)$"leads here: {steps[^1]}"
                : Finding.Warning($"{name} is this server, and it names another address: {found}.", "Look at Get-WebServicesVirtualDirectory | fl *Url: ExternalUrl is what Autodiscover tells.");
        }
        catch (SessionException told)
        {
            return Finding.Warning($"{name} is this server, but: {told.Failure.Message}", "Look at the Autodiscover virtual directory and at the certificate's names, if Outlook is to find the server by it.");
        }
    }

    private async Task<IReadOnlyList<(string Name, IReadOnlyList<IPAddress> Addresses)>> NamesAsync(string domain, CancellationToken cancellationToken)
    {
        List<(string, IReadOnlyList<IPAddress>)> names = [];
        foreach (var name in new[] { $"autodiscover.{domain}", domain })
        {
            names.Add((name, await AddressesAsync(name, cancellationToken)));
        }

        var record = $"_autodiscover._tcp.{domain}";
        try
        {
            foreach (var place in await ServiceRecords.FindAsync(record, state.Options.NameServer, cancellationToken))
            {
                names.Add(($"{record} ({place.Host})", await AddressesAsync(place.Host, cancellationToken)));
            }
        }
        catch (IOException)
        {
            // The addresses are what counts; a name server that does not know the record's type says nothing against them.
        }

        return names;
    }

    /// <summary>Of a host, by the machine's resolver unless other name servers were named; none where there are none.</summary>
    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var number))
        {
            return [number];
        }

        if (state.Options.NameServer is null)
        {
            try
            {
                return await Dns.GetHostAddressesAsync(host, cancellationToken);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return [];
            }
        }

        var client = new LookupClient(new LookupClientOptions(state.Options.NameServer) { UseCache = false, Retries = 1, Timeout = NamePatience });
        List<IPAddress> found = [];
        foreach (var type in new[] { QueryType.A, QueryType.AAAA })
        {
            found.AddRange((await client.QueryAsync(host, type, cancellationToken: cancellationToken)).Answers.OfType<AddressRecord>().Select(record => record.Address));
        }

        return found;
    }
}
