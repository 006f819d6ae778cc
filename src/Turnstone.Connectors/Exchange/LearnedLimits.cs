using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>What the server takes, as it shows: sizes only ever shrink, and how many batches are under way goes by how far it is.</summary>
internal sealed class LearnedLimits(DestinationLimits start, Distance distance)
{
    /// <summary>Four keep a server nearby busy, which more would only make wait.</summary>
    private const int BatchesNearby = 4;

    private readonly Lock _lock = new();
    private readonly int _most = start.DeliverConcurrency;
    private DestinationLimits _now = start;

    public DestinationLimits Now
    {
        get
        {
            var batches = distance.InFlight(Math.Min(BatchesNearby, _most), _most);
            lock (_lock)
            {
                return _now.DeliverConcurrency == batches ? _now : _now = _now with { DeliverConcurrency = batches };
            }
        }
    }

    /// <summary>One item alone was too large a request: nothing as large need be sent again.</summary>
    public void ItemRefused(long bytes)
    {
        lock (_lock)
        {
            _now = _now with { ItemBytes = Math.Min(_now.ItemBytes, bytes - 1), BatchBytes = Math.Min(_now.BatchBytes, Math.Max(1, bytes / 2)) };
        }
    }

    /// <summary>Several items were too large a request together.</summary>
    public void BatchRefused(int items, long bytes)
    {
        lock (_lock)
        {
            _now = _now with { BatchBytes = Math.Min(_now.BatchBytes, Math.Max(1, bytes / 2)), BatchItems = Math.Min(_now.BatchItems, Math.Max(1, items - 1)) };
        }
    }
}
