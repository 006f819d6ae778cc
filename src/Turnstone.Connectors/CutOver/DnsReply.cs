using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>A name server's answer to one question, whatever it is.</summary>
/// <param name="Kind">How it answered.</param>
/// <param name="Trouble">What is wrong with the answer, for people; empty where nothing is.</param>
internal sealed record DnsReply(DnsReplyKind Kind, string Trouble = "")
{
    // RFC 8767, 4: no resolver need believe in more than a week.
    private const int LongestLife = 7 * 24 * 3600;

    /// <summary>The records that answer the question.</summary>
    public IReadOnlyList<DnsResourceRecord> Answers { get; init; } = [];

    /// <summary>The zone that answers for the name, from the authority part; null where none is told.</summary>
    public SoaRecord? Zone { get; init; }

    /// <summary>Whether it speaks for the zone and not from a cache (AA).</summary>
    public bool IsAuthoritative { get; init; }

    /// <summary>Whether it says what there is, even if that is nothing.</summary>
    public bool IsAnswer => Kind is DnsReplyKind.Answered or DnsReplyKind.NoSuchName;

    /// <summary>How long others may remember that there is nothing: RFC 2308, 5. Null where the zone does not say.</summary>
    public TimeSpan? NegativeLife => Zone is null ? null : Life(Math.Min(unchecked((uint)Zone.InitialTimeToLive), Zone.Minimum));

    /// <summary>Records of a type.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : DnsResourceRecord => [.. Answers.OfType<T>()];

    /// <summary>How long others may go on with these records: the shortest of them. Null for none.</summary>
    public static TimeSpan? LifeOf(IEnumerable<DnsResourceRecord> records) =>
        records.Select(record => Life(unchecked((uint)record.InitialTimeToLive))).Cast<TimeSpan?>().Min();

    // RFC 2181, 8: one with the highest bit set counts as nothing.
    private static TimeSpan Life(uint seconds) => TimeSpan.FromSeconds(seconds > int.MaxValue ? 0 : Math.Min(seconds, LongestLife));

    /// <summary>What a server sent.</summary>
    public static DnsReply Of(IDnsQueryResponse sent) => sent.Header.ResponseCode switch
    {
        DnsHeaderResponseCode.NoError => Full(DnsReplyKind.Answered, sent),
        DnsHeaderResponseCode.NotExistentDomain => Full(DnsReplyKind.NoSuchName, sent),
        DnsHeaderResponseCode.Refused or DnsHeaderResponseCode.NotAuthorized => new DnsReply(DnsReplyKind.Refused, "it refuses to answer (REFUSED)"),
        DnsHeaderResponseCode.ServerFailure => new DnsReply(DnsReplyKind.Failed, "it could not find an answer (SERVFAIL)"),
        var other => new DnsReply(DnsReplyKind.Broken, $"it answers with the error {(int)other}"),
    };

    private static DnsReply Full(DnsReplyKind kind, IDnsQueryResponse sent) => new(kind)
    {
        Answers = sent.Answers, Zone = sent.Authorities.OfType<SoaRecord>().FirstOrDefault(), IsAuthoritative = sent.Header.HasAuthorityAnswer,
    };
}
