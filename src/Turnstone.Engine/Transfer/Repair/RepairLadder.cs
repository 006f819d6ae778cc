using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>
/// What is tried, one after the other, with a message that the destination refuses as it is. Every rung is recorded; the last one loses
/// nothing, because the original travels inside it byte for byte.
/// </summary>
/// <remarks>
/// <c>MimeContentUTF8</c> would be a rung of its own, but the schema of every on-premises version has it only among what can be read, not
/// among what an item is created from (docs/decisions).
/// </remarks>
internal static class RepairLadder
{
    public static IReadOnlyList<Rung> Rungs { get; } = [new PlainLines(), new EncodedHeaders(), new ClosedParts(), new AttachedOriginal()];

    /// <summary>
    /// The forms an item takes on its way down, each made when it is asked for, all gone when the enumeration ends: rungs that change nothing are
    /// left out, and each builds on the one before but for the last. <c>Repair</c> names every rung that made the form.
    /// </summary>
    public static IEnumerable<(string Repair, ItemContent Content)> Descend(PreparedItem item, ContentSpool spool)
    {
        using var made = new DisposableList();
        var last = item.Content;
        var rungs = new List<string>();
        foreach (var rung in Rungs)
        {
            if (rung.Apply(rung.IsLast ? item.Content : last, item, spool) is { } content)
            {
                last = made.Add(content);
                var before = string.Join(" and ", rungs);
                rungs.Add(rung.What);
                yield return (
                    !rung.IsLast ? string.Join(" and ", rungs) : before.Length == 0 ? rung.What : $"{rung.What} ({before} did not help)", content);
            }
        }
    }

    /// <summary>
    /// Whether another form of the message may be taken: it was refused for what it is, or it breaks every request it is in. A size, a
    /// virus or a fault of our own stay what they are in any form.
    /// </summary>
    public static bool Helps(Failure failure) =>
        failure is { Side: FailureSide.Destination, Scope: FailureScope.Item }
        && (failure.Code == FailureCodes.DestinationItemRefused
            || failure.Code == FailureCodes.DestinationUnavailable
            || failure.Code == FailureCodes.DestinationProtocol);
}
