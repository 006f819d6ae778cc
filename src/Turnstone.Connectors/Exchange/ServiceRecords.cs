using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Connectors.Exchange;

/// <summary>SRV records (RFC 2782), which .NET's own resolver cannot ask for.</summary>
internal static class ServiceRecords
{
    private const int MostTargets = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The places that a name's records point to, as https addresses, the preferred first; none where there are none.</summary>
    /// <param name="name">Such as <c>_autodiscover._tcp.new.example</c>.</param>
    /// <param name="nameServer">Who is asked; null for the machine's own name servers.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="IOException">No name server answers.</exception>
    public static async Task<IReadOnlyList<Uri>> FindAsync(string name, IPEndPoint? nameServer, CancellationToken cancellationToken)
    {
        LookupClientOptions options = nameServer is null ? new() : new(nameServer);
        options.UseCache = false;
        options.Retries = 1;
        options.Timeout = Patience;
        try
        {
            var answer = await new LookupClient(options).QueryAsync(name, QueryType.SRV, cancellationToken: cancellationToken);
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
        catch (DnsResponseException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
