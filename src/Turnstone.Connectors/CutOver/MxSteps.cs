using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Where mail goes.</summary>
internal static class MxSteps
{
    public static void Add(TestSequence steps, CutOverRound round)
    {
        steps.Add("MX", _ => Task.FromResult(Records(round)), endsHere: false);
        steps.Add("MX hosts", cancellationToken => HostsAsync(round, cancellationToken), endsHere: false);
    }

    private static Finding Records(CutOverRound round)
    {
        var expected = round.Options.Mx;
        round.Judge(CutOverRecord.Mx, replies => MxJudge.Judge(replies.Mx, expected));
        if (OwnAnswers.Unsettled(round, CutOverRecord.Mx) is { } unsettled)
        {
            return unsettled;
        }

        var answers = OwnAnswers.Given(round, CutOverRecord.Mx);
        var told = $"{OwnAnswers.Told(answers)}.";
        var wanted = string.Join(" and ", expected.Select(host => host.Value));
        var change = $"Have the MX of {round.Options.Domain.Shown} changed to {wanted}, and nothing else, where the zone is kept.";
        return answers[0].State switch
        {
            AnswerState.New => told,
            AnswerState.Missing => Finding.Failed($"{told} Mail goes to the domain's own address, if it has one (RFC 5321, 5.1).", change),
            AnswerState.Mixed => Leftover(round, told, change),
            _ when answers[0].Values.Any(value => value.EndsWith(" .", StringComparison.Ordinal)) => Finding.Failed($"{told} A lone dot says that the domain takes no mail (RFC 7505): all of it is sent back.", change),
            _ => Finding.Failed($"{told} That is not {wanted}: mail still goes to the old server.", change),
        };
    }

    // Judged at the first server that has it: those that answer are alike here.
    private static Finding Leftover(CutOverRound round, string told, string change)
    {
        var expected = round.Options.Mx.Select(host => host.Value).ToList();
        var records = MxJudge.Records(round.Own.First(replies => replies.Trouble.Length == 0 && replies.Mx.IsAnswer).Mx);
        var isWhole = expected.TrueForAll(host => records.Any(record => MxJudge.HostOf(record) == host));
        var best = records.Where(record => expected.Contains(MxJudge.HostOf(record))).Min(record => record.Preference);
        var others = records.Where(record => !expected.Contains(MxJudge.HostOf(record))).ToList();
        var names = string.Join(", ", others.Select(MxJudge.HostOf));
        return !isWhole ? Finding.Failed($"{told} {string.Join(", ", expected.Where(host => records.All(record => MxJudge.HostOf(record) != host)))} is not among them.", change)
            : others.Exists(record => record.Preference <= best)
                ? Finding.Failed($"{told} {names} has a preference as low or lower: mail goes there first, or half of it does.", change)
            : Finding.Warning(
                $"{told} {names} is still there as a second choice: mail goes to it whenever the new server does not answer, and spam often at once.",
                $"Take it out, or name it among the new ones where it is to stay. {change}");
    }

    private static async Task<Finding> HostsAsync(CutOverRound round, CancellationToken cancellationToken)
    {
        if (round.Search?.Resolver is null)
        {
            return Finding.Skipped("No resolver answers, which they would be found by.");
        }

        List<string> told = [];
        List<string> aliases = [];
        foreach (var host in round.Options.Mx)
        {
            var (addresses, alias, reply) = await round.Search.HostAsync(host, cancellationToken);
            if (addresses.Count == 0)
            {
                var why = !reply.IsAnswer ? reply.Trouble : reply.Kind == DnsReplyKind.NoSuchName ? "there is no such name" : "it has neither an A nor an AAAA record";
                return Finding.Failed($"{host.Shown} has no address: {why}. Mail to it waits with its senders and is sent back after some days.", $"Give {host.Value} an A record with the new server's address before the MX is changed.");
            }

            told.Add($"{host.Value} is {string.Join(", ", addresses.Take(4))}");
            if (alias is not null)
            {
                aliases.Add($"{host.Value} is an alias of {alias}");
            }
        }

        return aliases.Count > 0
            ? Finding.Warning($"{string.Join("; ", aliases)}. An MX has to name a host itself (RFC 2181, 10.3): some servers refuse to deliver.", "Write the host's own name into the MX, or give the name an A record in place of the alias.")
            : (Finding)string.Join("; ", told);
    }
}
