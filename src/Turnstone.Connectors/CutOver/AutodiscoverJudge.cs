using System.Globalization;
using System.Net;
using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Where Autodiscover leads, against where it is to lead. Outlook asks the name before it asks the service record, so that the name decides where there is one.</summary>
/// <param name="target">Where to.</param>
/// <param name="kind">By which record.</param>
/// <param name="addresses">The target's own addresses.</param>
internal sealed class AutodiscoverJudge(AutodiscoverTarget target, AutodiscoverKind kind, IReadOnlyCollection<IPAddress> addresses)
{
    public Judgement Judge(DnsReply four, DnsReply six, DnsReply service)
    {
        var replies = new[] { four, six, service };
        if (Array.Find(replies, reply => !reply.IsAnswer) is { } silent)
        {
            return Judgement.Unanswered(silent.Trouble);
        }

        DnsResourceRecord[] records = [.. NameRecords(four, six), .. service.Of<SrvRecord>()];
        if (records.Length == 0)
        {
            // Whoever was told that a name is not there asks for none of its records for a while.
            return Judgement.Missing(replies.Max(reply => reply.NegativeLife));
        }

        var name = OfName(four, six);
        var state = name == AnswerState.Missing ? OfService(service) : kind == AutodiscoverKind.Service && name == AnswerState.New ? AnswerState.Mixed : name;
        return Judgement.Of(state, records.Select(Text).Distinct(), DnsReply.LifeOf(records));
    }

    /// <summary>Aliases and addresses of the name, an alias once.</summary>
    public static IReadOnlyList<DnsResourceRecord> NameRecords(DnsReply four, DnsReply six) =>
        [.. four.Of<CNameRecord>().Concat(six.Of<CNameRecord>()).DistinctBy(record => record.CanonicalName.Value), .. four.Of<ARecord>(), .. six.Of<AaaaRecord>()];

    /// <summary>How the name stands.</summary>
    public AnswerState OfName(DnsReply four, DnsReply six)
    {
        var records = NameRecords(four, six);
        if (records.Count == 0)
        {
            return AnswerState.Missing;
        }

        var isAlias = records.OfType<CNameRecord>().Any();
        var reaches = records.OfType<CNameRecord>().Any(record => IsTarget(record.CanonicalName.Value));
        var found = records.OfType<AddressRecord>().Select(record => record.Address).ToList();
        var matches = found.Count(addresses.Contains);
        var state = reaches || (matches > 0 && matches == found.Count) ? AnswerState.New : matches > 0 ? AnswerState.Mixed : AnswerState.Old;
        var isOtherKind = (kind == AutodiscoverKind.Alias && !isAlias) || (kind == AutodiscoverKind.Address && isAlias);
        return state == AnswerState.New && isOtherKind ? AnswerState.Mixed : state;
    }

    /// <summary>How the service record stands.</summary>
    public AnswerState OfService(DnsReply service)
    {
        var records = service.Of<SrvRecord>();
        var matches = records.Count(record => IsTarget(record.Target.Value));
        var state = records.Count == 0 ? AnswerState.Missing : matches == records.Count ? AnswerState.New : matches > 0 ? AnswerState.Mixed : AnswerState.Old;
        return state == AnswerState.New && kind is AutodiscoverKind.Alias or AutodiscoverKind.Address ? AnswerState.Mixed : state;
    }

    private bool IsTarget(string host) => target.Host is { } wanted && host.TrimEnd('.').Equals(wanted.Value, StringComparison.OrdinalIgnoreCase);

    private static string Text(DnsResourceRecord record) => record switch
    {
        CNameRecord alias => $"CNAME {alias.CanonicalName.Value.TrimEnd('.')}",
        AddressRecord { Address: { } address } => $"{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? "A" : "AAAA")} {address}",
        SrvRecord service => string.Create(CultureInfo.InvariantCulture, $"SRV {service.Target.Value.TrimEnd('.')}:{service.Port}"),
        _ => record.RecordType.ToString(),
    };
}
