using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Who may send as the domain.</summary>
internal static class SpfSteps
{
    public static void Add(TestSequence steps, CutOverRound round)
    {
        steps.Add("SPF", _ => Task.FromResult(Records(round)), endsHere: false);
        steps.Add("SPF evaluation", cancellationToken => EvaluateAsync(round, cancellationToken), endsHere: false);
    }

    private static Finding Records(CutOverRound round)
    {
        var expected = round.Options.Spf;
        round.Judge(CutOverRecord.Spf, replies => SpfJudge.Judge(replies.Text, expected));
        if (OwnAnswers.Unsettled(round, CutOverRecord.Spf) is { } unsettled)
        {
            return unsettled;
        }

        var answers = OwnAnswers.Given(round, CutOverRecord.Spf);
        var told = $"{OwnAnswers.Told(answers)}.";
        var records = Of(round);
        if (answers[0].State == AnswerState.Missing)
        {
            return Finding.Failed(
                $"{told} Receivers cannot tell who may send as {round.Options.Domain.Shown}, and many refuse such mail.",
                $"Add a TXT record \"v=spf1 {string.Join(' ', expected)} -all\".");
        }

        if (records.Count > 1)
        {
            return Finding.Failed($"{told} There are {records.Count} SPF records; receivers take that for an error (permerror, RFC 7208, 4.5), and the domain has none.", "Put all into one record, and delete the others.");
        }

        var lacking = expected.Where(wanted => !records[0].Mechanisms.Any(mechanism => mechanism.Covers(wanted))).ToList();
        return lacking.Count == 0 ? told : Finding.Failed(
            $"{told} It does not allow {string.Join(" nor ", lacking)}: receivers refuse what the new server sends, or take it for spam.",
            $"Write {string.Join(' ', lacking)} into it, before what ends it. Leave the old server's in until nothing is sent from there any more.");
    }

    private static async Task<Finding> EvaluateAsync(CutOverRound round, CancellationToken cancellationToken)
    {
        if (Of(round) is not [var record])
        {
            return Finding.Skipped("There is no single SPF record to evaluate.");
        }

        if (round.Search?.Resolver is not { } resolver)
        {
            return Finding.Skipped("No resolver answers, which what it includes would be found by.");
        }

        var walk = new SpfWalk((name, type) => round.Door.AskAsync(resolver, name, type, recurses: true, cancellationToken));
        await walk.FollowAsync(round.Options.Domain.Value, record);
        var told = $"It takes {walk.Lookups} of {SpfWalk.MostLookups} questions to DNS";
        var last = record.Mechanisms.LastOrDefault(mechanism => mechanism.Kind is "all" or "redirect");
        return walk.Lookups > SpfWalk.MostLookups ? Finding.Failed(
                $"{told}: receivers stop there and take it for an error (permerror, RFC 7208, 4.6.4).",
                "Take out includes that are not needed any more, and write addresses (ip4, ip6) in place of a and mx.")
            : walk.Faults.Count > 0 ? Finding.Failed($"{string.Join(' ', walk.Faults.Take(5))}", "Mend the record: until then receivers treat the domain as if it had none.")
            : last switch
            {
                { Kind: "all", Qualifier: '+' } => Finding.Warning($"{told}. It ends with +all: anybody may send as the domain.", "End it with -all, or ~all while you are not sure."),
                { Kind: "all", Qualifier: '?' } => Finding.Warning($"{told}. It ends with ?all, which says nothing of anybody else.", "End it with -all, or ~all while you are not sure."),
                null => Finding.Warning($"{told}. It says nothing of anybody else, which counts as ?all.", "End it with -all, or ~all while you are not sure."),
                _ => (Finding)$"{told}, and ends with {last}",
            };
    }

    private static IReadOnlyList<SpfRecord> Of(CutOverRound round) =>
        round.Own.FirstOrDefault(replies => replies.Trouble.Length == 0 && replies.Text.IsAnswer) is { } replies ? SpfRecord.Of(replies.Text.Of<TxtRecord>()) : [];
}
