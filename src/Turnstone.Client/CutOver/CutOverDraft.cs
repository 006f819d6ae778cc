using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.CutOver;

/// <summary>What the records of a mail domain are to become, and who is asked. At least one of MX, SPF and Autodiscover is to be named.</summary>
public sealed record CutOverDraft
{
    /// <summary>The mail domain; null for the customer's.</summary>
    [StringLength(255)]
    public string? Domain { get; init; }

    /// <summary>The hosts that mail is to be delivered to, all of them.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string> Mx { get; init; } = [];

    /// <summary>What the SPF record is to allow, as it is written there: <c>include:spf.new.example</c>, <c>ip4:192.0.2.10</c>, <c>mx</c>.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string> Spf { get; init; } = [];

    /// <summary>The host or address that Autodiscover is to lead to; null where it is not checked.</summary>
    [StringLength(255)]
    public string? Autodiscover { get; init; }

    /// <summary>By which record. Default: by any.</summary>
    public AutodiscoverWay AutodiscoverBy { get; init; }

    /// <summary>Resolvers to ask, by address and port where that is not 53; none for the server's own.</summary>
    [MaxLength(6)]
    public IReadOnlyList<string> Resolvers { get; init; } = [];

    /// <summary>Where name servers of the zone are asked, if not at their own address: <c>ns1.new.example=192.0.2.53:5353</c>.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string> NameServers { get; init; } = [];
}
