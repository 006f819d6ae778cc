using DnsClient;
using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>
/// Follows an SPF record through what it includes, and counts as a receiver would. It goes on a little beyond the ten questions that are allowed, to tell how many
/// there are, and no further.
/// </summary>
/// <param name="ask">Finds the TXT records of a name.</param>
internal sealed class SpfWalk(Func<string, QueryType, Task<DnsReply>> ask)
{
    /// <summary>RFC 7208, 4.6.4.</summary>
    public const int MostLookups = 10;

    private const int EndOfWalk = 25;
    private const int Deepest = 10;
    private readonly HashSet<string> _above = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Questions it takes in the worst case.</summary>
    public int Lookups { get; private set; }

    /// <summary>What makes receivers take the record for an error, a sentence each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Follows a record of a name.</summary>
    public async Task FollowAsync(string name, SpfRecord record)
    {
        Faults.AddRange(record.Unread.Take(3).Select(term => $"\"{term}\" is no part of an SPF record."));
        if (_above.Count >= Deepest || !_above.Add(name))
        {
            Faults.Add(_above.Contains(name) ? $"{name} includes itself." : $"Includes go more than {Deepest} deep.");
            return;
        }

        // A redirect counts only where nothing says what holds for all (RFC 7208, 6.1).
        var hasAll = record.Mechanisms.Any(mechanism => mechanism.Kind == "all");
        foreach (var mechanism in record.Mechanisms.TakeWhile(mechanism => mechanism.Kind != "all").Where(mechanism => mechanism.IsLookup && !(hasAll && mechanism.Kind == "redirect")))
        {
            Lookups++;
            if (Lookups < EndOfWalk && mechanism.Kind is "include" or "redirect" && !mechanism.Value.Contains('%', StringComparison.Ordinal))
            {
                await IncludeAsync(mechanism);
            }
        }

        _above.Remove(name);
    }

    private async Task IncludeAsync(SpfMechanism mechanism)
    {
        if (!DomainName.TryParse(mechanism.Value, out var name))
        {
            Faults.Add($"\"{mechanism}\" names no domain.");
            return;
        }

        var reply = await ask(name.Value, QueryType.TXT);
        if (!reply.IsAnswer)
        {
            Faults.Add($"What {mechanism} stands for could not be found: {reply.Trouble}.");
            return;
        }

        var records = SpfRecord.Of(reply.Of<TxtRecord>());
        if (records.Count != 1)
        {
            Faults.Add($"{mechanism} leads to {(records.Count == 0 ? "no SPF record" : "several SPF records")}, which receivers take for an error.");
            return;
        }

        await FollowAsync(name.Value, records[0]);
    }
}
