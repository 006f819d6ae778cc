using System.Net;
using System.Net.Sockets;
using Turnstone.Connectors.Exchange;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Where a host's name leads, and where mail programs are sent by the domain's records.</summary>
internal sealed class NameCheck(ImapProbe probe, IPEndPoint? nameServer, string? domain)
{
    /// <summary>A record is a hint: whoever has no name server that answers loses no more than this over it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private string Host => probe.Options.Endpoint.Host;

    private bool IsName => !IPAddress.TryParse(Host, out _) && Host.Contains('.', StringComparison.Ordinal);

    /// <summary>Why there are no records to look for; null where there may be some.</summary>
    public string? WhyNoRecords => Domain is null ? $"{Host} is in no domain of mail addresses." : null;

    private string? Domain => domain ?? (IsName ? ParentOf(Host) : null);

    /// <summary>The domain of a login that is an address; null for any other.</summary>
    public static string? DomainOf(string login) =>
        login.LastIndexOf('@') is >= 0 and var at && Uri.CheckHostName(login[(at + 1)..]) == UriHostNameType.Dns && login.Contains('.', StringComparison.Ordinal) ? login[(at + 1)..] : null;

    public async Task<Finding> FindAddressesAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(Host, out var address))
        {
            probe.Addresses = [address];
            return $"{address}, as it was written";
        }

        probe.Addresses = nameServer is null ? await Dns.GetHostAddressesAsync(Host, cancellationToken) : await ServiceRecords.FindAddressesAsync(Host, nameServer, cancellationToken);
        if (probe.Addresses.Count == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var four = probe.Addresses.Where(found => found.AddressFamily == AddressFamily.InterNetwork).ToList();
        var six = probe.Addresses.Where(found => found.AddressFamily == AddressFamily.InterNetworkV6).ToList();
        return string.Join("; ", new[] { Words("A", four), Words("AAAA", six) }.Where(words => words.Length > 0));
    }

    /// <summary>What RFC 6186 says where mail programs find IMAP. It stands beside what was told: a difference is worth knowing, and no fault.</summary>
    public async Task<Finding> ReadRecordsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new Patience(Patience, probe.Time, cancellationToken);
            return await patience.WithinAsync(CompareAsync);
        }
        catch (Exception error) when (error is IOException or TimeoutException)
        {
            return Finding.Skipped($"No name server answered about {Domain}.");
        }
    }

    private async Task<Finding> CompareAsync(CancellationToken cancellationToken)
    {
        var told = new List<(string Scheme, string Host, int Port)>();
        var denied = 0;
        foreach (var (scheme, service) in new[] { ("imaps", "_imaps"), ("imap", "_imap") })
        {
            var targets = await ServiceRecords.FindTargetsAsync($"{service}._tcp.{Domain}", nameServer, cancellationToken);
            denied += targets.Count(target => target.Host.Length == 0);
            told.AddRange(targets.Where(target => target.Host.Length > 0).Select(target => (scheme, target.Host, target.Port)));
        }

        if (told.Count == 0)
        {
            return denied > 0
                ? Finding.Warning($"{Domain} says by its records that it offers no IMAP.", "Nothing to do where this server is the right one: the records are about mail programs that find their settings by themselves.")
                : $"{Domain} has none, which is common";
        }

        var places = string.Join(", ", told.Select(place => $"{place.Scheme}://{place.Host}:{place.Port}"));
        return told.Any(place => place.Host.Equals(Host, StringComparison.OrdinalIgnoreCase) && place.Port == probe.Options.Endpoint.Port)
            ? $"{Domain} sends mail programs to {places}"
            : Finding.Warning($"{Domain} sends mail programs elsewhere: {places}.", $"See whether that is the server the mailboxes are on; then write {places.Split(',')[0]}.");
    }

    private static string Words(string record, List<IPAddress> addresses) => addresses.Count == 0 ? "" : $"{record} {string.Join(", ", addresses)}";

    // A host of two labels is a domain itself.
    private static string ParentOf(string host) => host.Split('.') is [_, .. var rest] && rest.Length >= 2 ? string.Join('.', rest) : host;
}
