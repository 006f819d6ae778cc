namespace Turnstone.Engine.Transfer;

/// <summary>
/// Bytes of messages that the passes of a process may have under way together. Each that moves mail has an equal part, whatever the others
/// do: one whose destination keeps it waiting for minutes holds nothing that another would need. Safe for all passes at once.
/// </summary>
/// <param name="bytes">The bytes of all; default 64 MiB.</param>
public sealed class TransferMemory(long bytes = 64 << 20)
{
    private int _passes;

    /// <summary>The part of each pass now. It shrinks when one begins and grows when one ends.</summary>
    public long Share => bytes / Math.Max(1, Volatile.Read(ref _passes));

    /// <summary>A pass begins to move mail; disposing what is returned ends that.</summary>
    public IDisposable Join()
    {
        Interlocked.Increment(ref _passes);
        return new Part(this);
    }

    private sealed class Part(TransferMemory memory) : IDisposable
    {
        private int _isGiven;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGiven, 1) == 0)
            {
                Interlocked.Decrement(ref memory._passes);
            }
        }
    }
}
