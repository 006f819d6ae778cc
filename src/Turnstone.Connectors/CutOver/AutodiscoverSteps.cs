using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>Where Outlook and telephones learn of their server.</summary>
internal static class AutodiscoverSteps
{
    public static void Add(TestSequence steps, CutOverRound round)
    {
        steps.Add("Autodiscover", _ => Task.FromResult(Records(round)), endsHere: false);
        steps.Add("Outlook's order", _ => Task.FromResult(Order(round)), endsHere: false);
    }

    private static Finding Records(CutOverRound round)
    {
        var options = round.Options;
        var judge = Judge(round);
        round.Judge(CutOverRecord.Autodiscover, replies => judge.Judge(replies.Address, replies.LongAddress, replies.Service));
        if (OwnAnswers.Unsettled(round, CutOverRecord.Autodiscover) is { } unsettled)
        {
            return unsettled;
        }

        var answers = OwnAnswers.Given(round, CutOverRecord.Autodiscover);
        var told = $"{OwnAnswers.Told(answers)}.";
        var change = Change(options);
        return answers[0].State switch
        {
            AnswerState.New => told,
            AnswerState.Missing => Finding.Failed($"{told} Neither autodiscover.{options.Domain.Value} nor _autodiscover._tcp.{options.Domain.Value} is there: Outlook does not find the new server by itself.", change),
            AnswerState.Mixed => Finding.Failed($"{told} It leads to {options.Autodiscover} in part, or by another record than was wanted.", change),
            _ => Finding.Failed($"{told} That does not lead to {options.Autodiscover}: Outlook is still sent to the old server.", change),
        };
    }

    private static Finding Order(CutOverRound round)
    {
        var domain = round.Options.Domain.Value;
        if (round.Own.FirstOrDefault(replies => replies.Trouble.Length == 0 && replies.Address.IsAnswer) is not { } own)
        {
            return Finding.Skipped("None of the zone's own servers said.");
        }

        var name = AutodiscoverJudge.NameRecords(own.Address, own.LongAddress);
        var byWildcard = own.Wildcard.Of<DnsResourceRecord>();
        if (name.Count > 0 && byWildcard.Count > 0 && Same(own.Address.Answers, byWildcard))
        {
            return Finding.Warning(
                $"autodiscover.{domain} answers only because every name below {domain} does (a wildcard record): Outlook asks whatever answers there.",
                $"{Change(round.Options)} A record of its own beats the wildcard.");
        }

        var service = Judge(round).OfService(own.Service);
        return name.Count > 0 && service is AnswerState.Old or AnswerState.Mixed
            ? Finding.Warning($"_autodiscover._tcp.{domain} leads somewhere else than {round.Options.Autodiscover}. Outlook asks it last, when autodiscover.{domain} did not answer.", "Take it out, or have it lead to the new server too.")
            : (Finding)Told(own, domain, name.Count > 0);
    }

    // The order as Microsoft tells it for Outlook 2016 and later: "Outlook 2016 Implementation of Autodiscover", support.microsoft.com.
    private static string Told(ServerReplies own, string domain, bool hasName)
    {
        var root = own.Root.Of<ARecord>() is [var first, ..]
            ? $"https://{domain} at {first.Address} first (whatever web server is there should answer 404 and ask for no password)"
            : $"https://{domain} first, which has no address";
        return $"Computers in the new server's own Active Directory ask that (SCP). All others ask {root}, then {(hasName ? $"https://autodiscover.{domain}" : "the service record")}";
    }

    private static AutodiscoverJudge Judge(CutOverRound round) => new(round.Options.Autodiscover!, round.Options.AutodiscoverKind, [.. round.TargetAddresses]);

    private static string Change(CutOverOptions options) => (options.AutodiscoverKind, options.Autodiscover!.Host) switch
    {
        (AutodiscoverKind.Service, _) => $"Have _autodiscover._tcp.{options.Domain.Value} SRV 0 0 443 {options.Autodiscover} added where the zone is kept, and autodiscover.{options.Domain.Value} taken out.",
        (AutodiscoverKind.Address, { } host) => $"Have autodiscover.{options.Domain.Value} given A records with the addresses of {host.Value} where the zone is kept.",
        (_, null) => $"Have autodiscover.{options.Domain.Value} A {options.Autodiscover} set where the zone is kept.",
        (_, { } host) => $"Have autodiscover.{options.Domain.Value} CNAME {host.Value} set where the zone is kept.",
    };

    private static bool Same(IReadOnlyList<DnsResourceRecord> one, IReadOnlyList<DnsResourceRecord> other) =>
        one.Select(Content).Order(StringComparer.Ordinal).SequenceEqual(other.Select(Content).Order(StringComparer.Ordinal));

    private static string Content(DnsResourceRecord record) => record switch
    {
        CNameRecord alias => alias.CanonicalName.Value,
        AddressRecord address => address.Address.ToString(),
        _ => "",
    };
}
