using DnsClient;

namespace Turnstone.Connectors.CutOver;

/// <summary>Asks one server all that is to be known of a domain, one question at a time.</summary>
internal sealed class ServerQuestions(DnsDoor door, CutOverOptions options)
{
    private static readonly DnsReply NotAsked = new(DnsReplyKind.Silent, "its name has no address");
    private static readonly DnsReply NotWanted = new(DnsReplyKind.Answered);

    public async Task<ServerReplies> AskAsync(AskedServer server, Zone zone, CancellationToken cancellationToken)
    {
        var domain = options.Domain;
        var name = domain.Below("autodiscover");
        var wantsAutodiscover = options.Autodiscover is not null;
        return new ServerReplies
        {
            Server = server,
            Head = await AskAsync(zone.Name, QueryType.SOA, true),
            Mx = await AskAsync(domain, QueryType.MX, options.Mx.Count > 0),
            Text = await AskAsync(domain, QueryType.TXT, options.Spf.Count > 0),
            Address = await AskAsync(name, QueryType.A, wantsAutodiscover),
            LongAddress = await AskAsync(name, QueryType.AAAA, wantsAutodiscover),
            Service = await AskAsync(domain.Below("_autodiscover._tcp"), QueryType.SRV, wantsAutodiscover),
            Wildcard = await AskAsync(domain.Below("turnstone-looks-for-a-wildcard"), QueryType.A, wantsAutodiscover && server.IsOwn),
            Root = await AskAsync(domain, QueryType.A, wantsAutodiscover && server.IsOwn),
        };

        async Task<DnsReply> AskAsync(DomainName? asked, QueryType type, bool isWanted) =>
            !isWanted || asked is null ? NotWanted
            : server.Address is null ? NotAsked
            : await door.AskAsync(server.Address, asked.Value.Value, type, recurses: !server.IsOwn, cancellationToken);
    }
}
