using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>What a domain's records are to become, and who is asked.</summary>
public sealed record CutOverOptions
{
    /// <summary>Resolvers that are asked at most.</summary>
    public const int MostResolvers = 6;

    /// <summary>Values of one record that may be expected.</summary>
    public const int MostExpected = 10;

    /// <summary>The mail domain: what is behind the @ of the addresses.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>The hosts that mail is to be delivered to, all of them; empty where MX is not checked.</summary>
    public IReadOnlyList<DomainName> Mx { get; init; } = [];

    /// <summary>Mechanisms that the SPF record is to have, such as <c>include:spf.new.example</c>, <c>ip4:192.0.2.10</c> or <c>mx</c>; empty where SPF is not checked.</summary>
    public IReadOnlyList<SpfMechanism> Spf { get; init; } = [];

    /// <summary>The host that Autodiscover is to lead to; null where it is not checked.</summary>
    public AutodiscoverTarget? Autodiscover { get; init; }

    /// <summary>By which record. Default: by any.</summary>
    public AutodiscoverKind AutodiscoverKind { get; init; } = AutodiscoverKind.Any;

    /// <summary>The resolvers that are asked; where empty, those of the machine.</summary>
    public IReadOnlyList<IPEndPoint> Resolvers { get; init; } = [];

    /// <summary>
    /// Where name servers are to be asked by another address than their own: behind a firewall, in a laboratory, or before the delegation names them. Those that the
    /// zone does not name are asked as well.
    /// </summary>
    public IReadOnlyDictionary<DomainName, IPEndPoint> NameServers { get; init; } = new Dictionary<DomainName, IPEndPoint>();

    /// <summary>Whether anything is expected at all.</summary>
    public bool ExpectsSomething => Mx.Count > 0 || Spf.Count > 0 || Autodiscover is not null;
}
