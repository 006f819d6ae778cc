using System.Globalization;
using DnsClient.Protocol;
using Turnstone.Engine.Checks;

namespace Turnstone.Connectors.CutOver;

/// <summary>Who can be asked: the zone's own servers, and the resolvers.</summary>
internal static class ServerSteps
{
    public static void Add(TestSequence steps, CutOverRound round)
    {
        steps.Add(
            "Name servers",
            async cancellationToken =>
            {
                await round.AskOwnAsync(cancellationToken);
                return OfOwn(round);
            },
            endsHere: false);
        steps.Add(
            "Resolvers",
            async cancellationToken =>
            {
                await round.AskResolversAsync(cancellationToken);
                return OfResolvers(round);
            },
            endsHere: false);
    }

    private static Finding OfOwn(CutOverRound round)
    {
        var troubled = round.Own.Where(replies => replies.Trouble.Length > 0).ToList();
        var troubles = string.Join("; ", troubled.Select(replies => $"{replies.Server.Shown}: {replies.Trouble}"));
        if (troubled.Count == round.Own.Count)
        {
            return Finding.Failed(
                $"None of the zone's own servers answers for it. {troubles}.",
                "Look whether this machine may ask them (port 53, UDP and TCP); where it may not, ask from one that may, or name where they are reached: --name-server ns1.new.example=192.0.2.53. If they do not answer others either, mail of the domain is about to be lost: call whoever hosts the zone.");
        }

        var serials = round.Own.Where(replies => replies.Trouble.Length == 0)
            .Select(replies => (replies.Server, Serial: (replies.Head.Of<SoaRecord>() is [var head, ..] ? head : replies.Head.Zone)?.Serial)).ToList();
        var told = string.Join(", ", serials.Select(server => string.Create(CultureInfo.InvariantCulture, $"{server.Server.Shown} serial {server.Serial}")));
        var areOne = serials.Select(server => server.Serial).Distinct().Count() == 1;
        return troubled.Count > 0 ? Finding.Warning(
                $"{told}. {troubles}.", "Have it mended, or taken out of the zone's NS records: whoever asks it waits, and may get no answer.")
            : !areOne ? Finding.Warning(
                $"They have different versions of the zone: {told}.",
                "Wait for the one that is behind, or have the zone's transfer to it looked at (NOTIFY, AXFR); caches take from it what it still has.")
            : (Finding)$"{told}";
    }

    private static Finding OfResolvers(CutOverRound round)
    {
        if (round.Cached.Count == 0)
        {
            return Finding.Skipped("No resolver was named, and this machine has none.");
        }

        var troubled = round.Cached.Where(replies => replies.Trouble.Length > 0).ToList();
        var troubles = string.Join("; ", troubled.Select(replies => $"{replies.Server.Shown}: {replies.Trouble}"));
        var splits = round.Cached.Where(replies => replies.Trouble.Length == 0 && replies.Head.IsAuthoritative).Select(replies => replies.Server.Shown).ToList();
        if (troubled.Count > 0)
        {
            var outcome = troubled.Count == round.Cached.Count ? TestOutcome.Failed : TestOutcome.Warning;
            return new Finding(outcome, $"{troubles}.", RemedyFor(troubled));
        }

        return splits.Count > 0
            ? Finding.Warning(
                $"{string.Join(" and ", splits)} {(splits.Count == 1 ? "has" : "have")} a zone {round.Zone!.Name.Shown} of {(splits.Count == 1 ? "its" : "their")} own (split DNS): whoever asks there sees that, and not what the world sees.",
                "Change the records there as well, by hand: in a company's own network that is usually the domain controllers' DNS.")
            : (Finding)$"{string.Join(", ", round.Cached.Select(replies => replies.Server.Shown))}";
    }

    private static string RemedyFor(List<ServerReplies> troubled) => troubled[0].Head.Kind switch
    {
        DnsReplyKind.Failed => "SERVFAIL means that the zone's own servers do not answer the resolver, or that its DNSSEC signatures are not valid: to tell which, ask the same resolver for another domain, and look at the zone's DS record at its registrar.",
        DnsReplyKind.Broken => "Let port 53 through by TCP as well as UDP between this machine and it; answers of any length need that.",
        DnsReplyKind.Refused => "A resolver refuses whom it does not serve: ask it from its own network, or name one that serves this machine.",
        _ => "Look whether it is the right address and port, and whether a firewall keeps port 53 from this machine.",
    };
}
