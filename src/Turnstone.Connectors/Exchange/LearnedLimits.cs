using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>What the server takes, as it shows. It only ever shrinks.</summary>
internal sealed class LearnedLimits(DestinationLimits start)
{
    private readonly Lock _lock = new();

    public DestinationLimits Now { get; private set; } = start;

    /// <summary>One item alone was too large a request: nothing as large need be sent again.</summary>
    public void ItemRefused(long bytes)
    {
        lock (_lock)
        {
            Now = Now with { ItemBytes = Math.Min(Now.ItemBytes, bytes - 1), BatchBytes = Math.Min(Now.BatchBytes, Math.Max(1, bytes / 2)) };
        }
    }

    /// <summary>Several items were too large a request together.</summary>
    public void BatchRefused(int items, long bytes)
    {
        lock (_lock)
        {
            Now = Now with { BatchBytes = Math.Min(Now.BatchBytes, Math.Max(1, bytes / 2)), BatchItems = Math.Min(Now.BatchItems, Math.Max(1, items - 1)) };
        }
    }
}
