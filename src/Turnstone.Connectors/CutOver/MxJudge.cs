using System.Globalization;
using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Where mail goes, against where it is to go.</summary>
internal static class MxJudge
{
    public static Judgement Judge(DnsReply reply, IReadOnlyList<DomainName> expected)
    {
        if (!reply.IsAnswer)
        {
            return Judgement.Unanswered(reply.Trouble);
        }

        var records = Records(reply);
        if (records.Count == 0)
        {
            return Judgement.Missing(reply.NegativeLife);
        }

        var hosts = records.Select(HostOf).ToList();
        var found = expected.Count(host => hosts.Contains(host.Value));
        var state = found == 0 ? AnswerState.Old : found == expected.Count && hosts.TrueForAll(host => expected.Any(name => name.Value == host)) ? AnswerState.New : AnswerState.Mixed;
        return Judgement.Of(state, records.Select(Text), DnsReply.LifeOf(records));
    }

    /// <summary>By preference, the first choice first.</summary>
    public static IReadOnlyList<MxRecord> Records(DnsReply reply) => [.. reply.Of<MxRecord>().OrderBy(record => record.Preference).ThenBy(HostOf, StringComparer.Ordinal)];

    /// <summary>The host, as <see cref="DomainName.Value"/> writes it; empty for the lone dot that says that no mail is taken (RFC 7505).</summary>
    public static string HostOf(MxRecord record) => record.Exchange.Value.TrimEnd('.').ToLowerInvariant();

    private static string Text(MxRecord record) => string.Create(CultureInfo.InvariantCulture, $"{record.Preference} {(HostOf(record) is { Length: > 0 } host ? host : ".")}");
}
