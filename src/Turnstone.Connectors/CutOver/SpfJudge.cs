using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Who may send mail as the domain, against who is to be allowed to.</summary>
internal static class SpfJudge
{
    public static Judgement Judge(DnsReply reply, IReadOnlyList<SpfMechanism> expected)
    {
        if (!reply.IsAnswer)
        {
            return Judgement.Unanswered(reply.Trouble);
        }

        var records = SpfRecord.Of(reply.Of<TxtRecord>());
        if (records.Count == 0)
        {
            return Judgement.Missing(DnsReply.LifeOf(reply.Of<TxtRecord>()) ?? reply.NegativeLife);
        }

        var found = expected.Count(wanted => records.Any(record => record.Mechanisms.Any(mechanism => mechanism.Covers(wanted))));
        var state = found == 0 ? AnswerState.Old : found < expected.Count || records.Count > 1 ? AnswerState.Mixed : AnswerState.New;
        return Judgement.Of(state, records.Select(record => record.Text), DnsReply.LifeOf(reply.Of<TxtRecord>()));
    }
}
