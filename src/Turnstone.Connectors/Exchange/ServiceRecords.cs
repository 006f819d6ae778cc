using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Connectors.Exchange;

/// <summary>SRV records (RFC 2782), which .NET's own resolver cannot ask for.</summary>
internal static class ServiceRecords
{
    private const int MostTargets = 3;
    private const int MostRecords = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The places that a name's records point to, as https addresses, the preferred first; none where there are none.</summary>
    /// <param name="name">Such as <c>_autodiscover._tcp.new.example</c>.</param>
    /// <param name="nameServer">Who is asked; null for the machine's own name servers.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="IOException">No name server answers.</exception>
    public static async Task<IReadOnlyList<Uri>> FindAsync(string name, IPEndPoint? nameServer, CancellationToken cancellationToken)
    {
        var targets = await FindTargetsAsync(name, nameServer, cancellationToken);
        return
        [
            // A lone dot says that the service is decidedly not there.
            .. targets.Where(target => target.Host.Length > 0)
                .Select(target => new UriBuilder(Uri.UriSchemeHttps, target.Host, target.Port).Uri)
                .Take(MostTargets),
        ];
    }

    /// <summary>The places themselves, the preferred first; one without a host says that the service is decidedly not there.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public static async Task<IReadOnlyList<(string Host, int Port)>> FindTargetsAsync(string name, IPEndPoint? nameServer, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(name, QueryType.SRV, nameServer, cancellationToken);
        return
        [
            .. answer.OfType<SrvRecord>()
                .OrderBy(record => record.Priority).ThenByDescending(record => record.Weight)
                .Select(record => (record.Target.Value.TrimEnd('.'), (int)record.Port))
                .Take(MostRecords),
        ];
    }

    /// <summary>A name's addresses, those of version 4 first; none where there are none.</summary>
    /// <param name="name">A host.</param>
    /// <param name="nameServer">Who is asked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="IOException">The name server does not answer.</exception>
    public static async Task<IReadOnlyList<IPAddress>> FindAddressesAsync(string name, IPEndPoint nameServer, CancellationToken cancellationToken)
    {
        var four = await AskAsync(name, QueryType.A, nameServer, cancellationToken);
        var six = await AskAsync(name, QueryType.AAAA, nameServer, cancellationToken);
        return [.. four.Concat(six).OfType<AddressRecord>().Select(record => record.Address).Take(MostRecords)];
    }

    private static async Task<IReadOnlyList<DnsResourceRecord>> AskAsync(string name, QueryType type, IPEndPoint? nameServer, CancellationToken cancellationToken)
    {
        LookupClientOptions options = nameServer is null ? new() : new(nameServer);
        options.UseCache = false;
        options.Retries = 1;
        options.Timeout = Patience;
        try
        {
            return (await new LookupClient(options).QueryAsync(name, type, cancellationToken: cancellationToken)).Answers;
        }
        catch (DnsResponseException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
