using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Finds a domain's zone and the zone's own servers, by way of the resolvers.</summary>
internal sealed class ZoneSearch(DnsDoor door, CutOverOptions options, IReadOnlyList<IPEndPoint> resolvers)
{
    private const int MostServers = 8;

    /// <summary>The first resolver that answered; null before, and where none does.</summary>
    public IPEndPoint? Resolver { get; private set; }

    /// <summary>The zone; null where there is none, and <paramref name="refuse"/> has heard why and what to do.</summary>
    public async Task<Zone?> FindAsync(Action<string, string> refuse, CancellationToken cancellationToken)
    {
        List<string> troubles = [];
        foreach (var resolver in resolvers)
        {
            var reply = await door.AskAsync(resolver, options.Domain.Value, QueryType.SOA, recurses: true, cancellationToken);
            if (!reply.IsAnswer)
            {
                troubles.Add($"{new AskedServer("", resolver, false).Shown}: {reply.Trouble}");
                continue;
            }

            Resolver = resolver;
            var own = reply.Of<SoaRecord>().FirstOrDefault(record => IsAbove(record.DomainName));
            if (own is null && reply.Kind == DnsReplyKind.NoSuchName)
            {
                refuse(
                    $"There is no domain {options.Domain.Shown}: {new AskedServer("", resolver, false).Shown} says NXDOMAIN.",
                    "Look for a slip in the name. If it is right, its registration may have lapsed or its delegation may be missing: ask whoever registered it.");
                return null;
            }

            if ((own ?? reply.Zone) is { } zone && DomainName.TryParse(zone.DomainName.Value, out var name) && options.Domain.IsWithin(name))
            {
                return new Zone(name, await ServersAsync(name, cancellationToken));
            }

            troubles.Add($"{new AskedServer("", resolver, false).Shown}: it names no zone for the domain");
        }

        if (options.NameServers.Count > 0)
        {
            return new Zone(options.Domain, [.. Given(options.NameServers.Keys)]);
        }

        refuse(
            $"No resolver finds the zone of {options.Domain.Shown}: {string.Join("; ", troubles)}.",
            troubles.Exists(trouble => trouble.Contains("SERVFAIL", StringComparison.Ordinal))
                ? "SERVFAIL means that the zone's own servers do not answer the resolver, or that its DNSSEC signatures are not valid. Name one of its servers, --name-server ns1.new.example=192.0.2.53, to look past the resolver."
                : "Name a resolver that this machine may ask, --resolver 192.0.2.1, or look whether a firewall keeps port 53 from it.");
        return null;
    }

    /// <summary>Addresses of a host, as the resolver finds them.</summary>
    public async Task<(IReadOnlyList<IPAddress> Addresses, string? Alias, DnsReply Reply)> HostAsync(DomainName host, CancellationToken cancellationToken)
    {
        if (Resolver is null)
        {
            return ([], null, new DnsReply(DnsReplyKind.Silent, "no resolver answers"));
        }

        var four = await door.AskAsync(Resolver, host.Value, QueryType.A, recurses: true, cancellationToken);
        var six = four.Kind == DnsReplyKind.NoSuchName ? four : await door.AskAsync(Resolver, host.Value, QueryType.AAAA, recurses: true, cancellationToken);
        IPAddress[] addresses = [.. four.Of<ARecord>().Select(record => record.Address), .. six.Of<AaaaRecord>().Select(record => record.Address)];
        var alias = four.Of<CNameRecord>().Concat(six.Of<CNameRecord>()).FirstOrDefault()?.CanonicalName.Value.TrimEnd('.');
        return (addresses, alias, four.IsAnswer ? four : six);
    }

    private async Task<IReadOnlyList<AskedServer>> ServersAsync(DomainName zone, CancellationToken cancellationToken)
    {
        var reply = await door.AskAsync(Resolver!, zone.Value, QueryType.NS, recurses: true, cancellationToken);
        List<DomainName> names = [];
        foreach (var record in reply.Of<NsRecord>())
        {
            if (DomainName.TryParse(record.NSDName.Value, out var name) && !names.Contains(name) && names.Count < MostServers)
            {
                names.Add(name);
            }
        }

        List<AskedServer> servers = [.. Given(options.NameServers.Keys.Where(name => !names.Contains(name)))];
        foreach (var name in names.OrderBy(name => name.Value, StringComparer.Ordinal))
        {
            servers.Add(options.NameServers.TryGetValue(name, out var place)
                ? new AskedServer(name.Value, place, true)
                : new AskedServer(name.Value, (await HostAsync(name, cancellationToken)).Addresses is [var first, ..] ? new IPEndPoint(first, 53) : null, true));
        }

        return servers;
    }

    private IEnumerable<AskedServer> Given(IEnumerable<DomainName> names) => names.Take(MostServers).Select(name => new AskedServer(name.Value, options.NameServers[name], true));

    private bool IsAbove(DnsString owner) => DomainName.TryParse(owner.Value, out var name) && options.Domain.IsWithin(name);
}
