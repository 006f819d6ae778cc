using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Verification;

/// <summary>Compares what lies beside a message's content: times, flags and categories.</summary>
internal static class StateComparer
{
    private static readonly ItemFlags[] Compared = [ItemFlags.Seen, ItemFlags.Answered, ItemFlags.Flagged, ItemFlags.Draft, ItemFlags.Forwarded];

    /// <summary>Compares sent and received times, to the second: neither side knows more. A null on the delivered item's side is not compared.</summary>
    public static IEnumerable<Difference> CompareTimes(DateTimeOffset? received, DateTimeOffset? sent, ReadBack.Found found)
    {
        if (received is not null && Seconds(received) != Seconds(found.Received))
        {
            yield return new Difference(DifferenceKind.ReceivedTime);
        }

        // LegitimateChanges.AbsentTimes.
        if (sent is not null && Seconds(sent) != Seconds(found.Sent))
        {
            yield return new Difference(DifferenceKind.SentTime);
        }
    }

    /// <summary>Compares flags and categories with those the item was delivered with.</summary>
    public static IEnumerable<Difference> CompareState(ItemFlags flags, IReadOnlyList<string> categories, ReadBack.Found found)
    {
        // LegitimateChanges.OneVerb; \Deleted is not among those compared (LegitimateChanges.DeletedFlag).
        var expected = flags.HasFlag(ItemFlags.Answered) ? flags & ~ItemFlags.Forwarded : flags;
        var there = flags.HasFlag(ItemFlags.Answered) ? found.Flags & ~ItemFlags.Forwarded : found.Flags;
        foreach (var flag in Compared.Where(flag => expected.HasFlag(flag) != there.HasFlag(flag)))
        {
            yield return new Difference(DifferenceKind.Flag, flag.ToString().ToLowerInvariant());
        }

        if (!categories.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(found.Categories))
        {
            yield return new Difference(DifferenceKind.Categories);
        }
    }

    private static long? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds();
}
