using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>How items are grouped on their way.</summary>
internal static class DestinationBatches
{
    /// <summary>
    /// Items in one fetch. Multi-message fetches of 50 read 16,000 messages/s from a local Dovecot, single ones 4,500/s, and 500 at a time
    /// is slower than 50 (measured on machines like the build machines).
    /// </summary>
    public const int FetchItems = 50;

    /// <summary>Splits parcels, in order, into runs that a destination takes at once. A parcel larger than a batch goes alone.</summary>
    public static IEnumerable<IReadOnlyList<Parcel>> Pack(IEnumerable<Parcel> parcels, DestinationLimits limits)
    {
        var batch = new List<Parcel>();
        long bytes = 0;
        foreach (var parcel in parcels)
        {
            var length = parcel.Item.Content.Length;
            if (batch.Count > 0 && (batch.Count >= limits.BatchItems || bytes + length > limits.BatchBytes))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(parcel);
            bytes += length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
