namespace Turnstone.Connectors.CutOver;

/// <summary>All that one server said in a round.</summary>
internal sealed record ServerReplies
{
    /// <summary>Who.</summary>
    public required AskedServer Server { get; init; }

    /// <summary>The zone's head.</summary>
    public required DnsReply Head { get; init; }

    /// <summary>MX of the domain.</summary>
    public required DnsReply Mx { get; init; }

    /// <summary>TXT of the domain.</summary>
    public required DnsReply Text { get; init; }

    /// <summary>A of <c>autodiscover</c> below the domain; an alias comes with it.</summary>
    public required DnsReply Address { get; init; }

    /// <summary>AAAA of the same.</summary>
    public required DnsReply LongAddress { get; init; }

    /// <summary>SRV of <c>_autodiscover._tcp</c> below the domain.</summary>
    public required DnsReply Service { get; init; }

    /// <summary>A of a name below the domain that nobody has made: an answer comes from a wildcard.</summary>
    public required DnsReply Wildcard { get; init; }

    /// <summary>A of the domain itself, which Outlook asks first.</summary>
    public required DnsReply Root { get; init; }

    /// <summary>Why it cannot be believed; empty where it can.</summary>
    public string Trouble => Server.Address is null ? "its name has no address"
        : !Head.IsAnswer ? Head.Trouble
        : Server.IsOwn && !Head.IsAuthoritative ? "it is named as a server of the zone and does not have it (lame delegation)"
        : "";
}
