using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Ews.Autodiscover;

/// <summary>The SRV records of a domain's Autodiscover (RFC 2782), which .NET's own resolver cannot ask for.</summary>
internal static class ServiceRecords
{
    private const int MostTargets = 3;

    /// <summary>The places it names, the preferred first; none where there are none.</summary>
    /// <exception cref="DnsResponseException">No name server answers.</exception>
    public static async Task<IReadOnlyList<Uri>> FindAsync(string domain, IPEndPoint? nameServer, TimeSpan timeout, CancellationToken cancellationToken)
    {
        LookupClientOptions options = nameServer is null ? new() : new(nameServer);
        options.UseCache = false;
        options.Retries = 1;
        options.Timeout = timeout / 2;
        IDnsQueryResponse answer = await new LookupClient(options).QueryAsync($"_autodiscover._tcp.{domain}", QueryType.SRV, cancellationToken: cancellationToken);
        return
        [
            .. answer.Answers.OfType<SrvRecord>()
                .OrderBy(record => record.Priority).ThenByDescending(record => record.Weight)
                .Select(record => (Host: record.Target.Value.TrimEnd('.'), record.Port))
                // A lone dot says that the service is decidedly not there.
                .Where(target => target.Host.Length > 0)
                .Select(target => new UriBuilder(Uri.UriSchemeHttps, target.Host, target.Port).Uri)
                .Take(MostTargets),
        ];
    }
}
