using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Chooses which copied items are compared: one in a hundred, at least 20 and at most 200 of a mailbox. Every folder has one in it as far as
/// that goes, and so have the largest, the repaired and the intricate. The draw is by a digest of mailbox and item, so that the same pass
/// gives the same sample in whatever order its items arrived. Safe for all stages at once.
/// </summary>
internal sealed class VerificationSample(SmtpAddress destination)
{
    public const int Least = 20;
    public const int Most = 200;

    private const int Largest = 3;
    private const int Odd = 10;

    private readonly Lock _lock = new();
    private readonly Best _drawn = new(Most);
    private readonly Best _largest = new(Largest);
    private readonly Best _odd = new(Odd);
    private readonly Dictionary<FolderWork, (ulong Rank, VerifiableItem Item)> _firstOfFolder = [];
    private long _copied;

    /// <summary>Takes note of a copied item.</summary>
    public void Consider(VerifiableItem item, bool isIntricate)
    {
        var rank = RankOf(item);
        lock (_lock)
        {
            _copied++;
            _drawn.Offer(rank, item);
            _largest.Offer(ulong.MaxValue - (ulong)Math.Max(0, item.Item.Size), item);
            if (isIntricate || item.Delivered?.Repair is not null)
            {
                _odd.Offer(rank, item);
            }

            if (!_firstOfFolder.TryGetValue(item.Folder, out var first) || rank < first.Rank)
            {
                _firstOfFolder[item.Folder] = (rank, item);
            }
        }
    }

    /// <summary>The sample, each item once.</summary>
    public IReadOnlyList<VerifiableItem> Choose()
    {
        lock (_lock)
        {
            var size = (int)Math.Clamp(_copied / 100, Least, Most);
            return
            [
                .. _largest.InOrder
                    .Concat(_odd.InOrder)
                    .Concat(_firstOfFolder.Values.OrderBy(first => first.Rank).Select(first => first.Item))
                    .Concat(_drawn.InOrder)
                    .DistinctBy(item => (item.Folder, item.Item.Uid))
                    .Take(size),
            ];
        }
    }

    private ulong RankOf(VerifiableItem item) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{destination}\n{item.Folder.KeyOf(item.Item.Uid)}")));

    /// <summary>Keeps the few of lowest rank.</summary>
    private sealed class Best(int count)
    {
        private readonly PriorityQueue<VerifiableItem, (ulong Rank, uint Uid)> _kept = new(
            Comparer<(ulong Rank, uint Uid)>.Create((left, right) => right.CompareTo(left)));

        public IEnumerable<VerifiableItem> InOrder => _kept.UnorderedItems.OrderBy(kept => kept.Priority).Select(kept => kept.Element);

        public void Offer(ulong rank, VerifiableItem item)
        {
            _kept.Enqueue(item, (rank, item.Item.Uid));
            if (_kept.Count > count)
            {
                _kept.Dequeue();
            }
        }
    }
}
