using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DnsClient;

namespace Turnstone.Connectors.CutOver;

/// <summary>
/// Asks name servers one question at a time each, and never throws for what they do. A server that was silent once is not asked again through the same door, and a
/// door asks <see cref="MostQuestions"/> questions at most, so that no zone can keep us.
/// </summary>
internal sealed class DnsDoor
{
    /// <summary>Eight own servers and six resolvers take a dozen questions each; the rest is room for SPF and addresses.</summary>
    public const int MostQuestions = 400;

    // What passes through every network without fragments: www.dnsflagday.net/2020.
    private const int UdpBytes = 1232;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(IPEndPoint Server, bool Recurses), LookupClient> _clients = new();
    private readonly ConcurrentDictionary<IPEndPoint, DnsReply> _silent = new();
    private int _questions;

    /// <summary>The machine's own resolvers; none where it has none.</summary>
    public static IReadOnlyList<IPEndPoint> OfMachine() =>
    [
        .. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
            .Where(server => IPAddress.TryParse(server.Address, out _)).Select(server => new IPEndPoint(IPAddress.Parse(server.Address), server.Port)).Distinct().Take(2),
    ];

    /// <summary>Asks a resolver, or with <paramref name="recurses"/> off a name server for what it knows itself.</summary>
    public async Task<DnsReply> AskAsync(IPEndPoint server, string name, QueryType type, bool recurses, CancellationToken cancellationToken)
    {
        if (_silent.TryGetValue(server, out var silence))
        {
            return silence;
        }

        if (Interlocked.Increment(ref _questions) > MostQuestions)
        {
            return new DnsReply(DnsReplyKind.Broken, $"it was not asked: {MostQuestions} questions were not enough for this zone");
        }

        var reply = await TryAsync(_clients.GetOrAdd((server, recurses), ClientFor), name, type, cancellationToken);
        return reply.Kind is DnsReplyKind.Silent or DnsReplyKind.Closed ? _silent.GetOrAdd(server, reply) : reply;
    }

    private static LookupClient ClientFor((IPEndPoint Server, bool Recurses) way) => new(new LookupClientOptions(way.Server)
    {
        Recursion = way.Recurses,
        UseCache = false,
        UseTcpFallback = true,
        ThrowDnsErrors = false,
        ContinueOnDnsError = false,
        ContinueOnEmptyResponse = false,
        Retries = 1,
        Timeout = Patience,
        ExtendedDnsBufferSize = UdpBytes,
    });

    private static async Task<DnsReply> TryAsync(LookupClient client, string name, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            return DnsReply.Of(await client.QueryAsync(name, type, cancellationToken: cancellationToken));
        }
        catch (DnsResponseException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Find<SocketException>(error) is { } socket ? OfSocket(socket)
                : error.Code == DnsResponseCode.ConnectionTimeout ? new DnsReply(DnsReplyKind.Silent, $"no answer came within {Patience.TotalSeconds:0} seconds, twice")
                : Unreadable();
        }
        catch (SocketException error)
        {
            return OfSocket(error);
        }

        // What DnsClient throws for bytes that are no answer: a name that is none (ArgumentException), lengths beyond the end, an answer to something else.
        catch (Exception error) when (error is DnsResponseParseException or DnsXidMismatchException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Unreadable();
        }
    }

    private static DnsReply Unreadable() => new(DnsReplyKind.Broken, "what it sends is no answer that can be read");

    // DnsClient goes on to TCP after an answer by UDP that is cut off or that it cannot read; nobody is refused by UDP but where Windows tells of it as a reset.
    private static DnsReply OfSocket(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new DnsReply(DnsReplyKind.Broken, "its answer is too long for UDP or cannot be read, and it takes no TCP"),
        SocketError.ConnectionReset => new DnsReply(DnsReplyKind.Closed, "nothing listens there"),
        SocketError.TimedOut => new DnsReply(DnsReplyKind.Silent, "no answer came in time"),
        _ => new DnsReply(DnsReplyKind.Closed, "there is no way to its address from this machine"),
    };

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        while (error is not null and not T)
        {
            error = error.InnerException;
        }

        return error as T;
    }
}
