namespace Turnstone.Connectors.CutOver;

/// <summary>How a name server answered.</summary>
internal enum DnsReplyKind
{
    /// <summary>With records, or with word that the name has none of this type.</summary>
    Answered,

    /// <summary>There is no such name (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>It does not answer us, or not about this zone (REFUSED, NOTAUTH).</summary>
    Refused,

    /// <summary>It tried and could not (SERVFAIL).</summary>
    Failed,

    /// <summary>No answer came in time.</summary>
    Silent,

    /// <summary>Nothing listens there.</summary>
    Closed,

    /// <summary>What came is no answer that can be read.</summary>
    Broken,
}
