namespace Turnstone.Engine.Verification;

/// <summary>
/// Compares two messages by what they mean. Whatever the source has must be there; what may be otherwise is in
/// <see cref="LegitimateChanges"/> and nowhere else.
/// </summary>
public static class MessageComparer
{
    /// <summary>Compares a message with what was delivered of it.</summary>
    /// <param name="source">The message as the source has it; seekable, stays open.</param>
    /// <param name="delivered">The message as the destination gives it back; seekable, stays open.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <returns>The differences, in the order of the message; empty when there are none. Any bytes whatever can be compared.</returns>
    public static IReadOnlyList<Difference> Compare(Stream source, Stream delivered, CancellationToken cancellationToken)
    {
        var differences = new List<Difference>();
        var open = new Stack<(MessageFacts Source, MessageFacts Delivered, string Prefix)>();
        open.Push((MessageReader.Read(source, cancellationToken), MessageReader.Read(delivered, cancellationToken), ""));
        while (open.TryPop(out var pair))
        {
            if (pair.Source.IsBeyondReach || pair.Delivered.IsBeyondReach)
            {
                differences.Add(new Difference(DifferenceKind.NotComparable, pair.Prefix.TrimEnd(',', ' ')));
                continue;
            }

            CompareFields(pair.Source, pair.Delivered, pair.Prefix, differences);
            foreach (var (inner, counterpart, where) in new PartMatcher(pair.Source, pair.Delivered, pair.Prefix, differences).Match())
            {
                open.Push((inner, counterpart, $"{where}, "));
            }
        }

        return differences;
    }

    private static void CompareFields(MessageFacts source, MessageFacts delivered, string prefix, List<Difference> differences)
    {
        foreach (var (name, meanings) in source.Fields)
        {
            if (!delivered.Fields.TryGetValue(name, out var there))
            {
                differences.Add(new Difference(DifferenceKind.HeaderMissing, prefix + name));
                continue;
            }

            var left = there.ToList();
            var lost = meanings.Count(meaning => !left.Remove(meaning));
            if (lost > 0)
            {
                differences.Add(new Difference(lost > left.Count ? DifferenceKind.HeaderMissing : DifferenceKind.HeaderChanged, prefix + name));
            }
        }
    }
}
