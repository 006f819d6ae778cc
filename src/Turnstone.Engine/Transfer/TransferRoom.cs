namespace Turnstone.Engine.Transfer;

/// <summary>
/// Room for the messages that the passes of a process have under way together, in memory and, for large ones, on disk. Each pass that moves
/// mail has an equal part, whatever the others do: one whose destination keeps it waiting for minutes holds nothing that another would need.
/// Safe for all passes at once.
/// </summary>
/// <param name="inMemory">Bytes in memory, of all; default 24 MiB.</param>
/// <param name="onDisk">Bytes on disk, of all; default 256 MiB.</param>
public sealed class TransferRoom(long inMemory = 24 << 20, long onDisk = 256 << 20)
{
    private int _passes;

    /// <summary>The part of each pass now, in memory. It shrinks when one begins and grows when one ends.</summary>
    public long MemoryShare => inMemory / Math.Max(1, Volatile.Read(ref _passes));

    /// <summary>The same on disk.</summary>
    public long DiskShare => onDisk / Math.Max(1, Volatile.Read(ref _passes));

    /// <summary>A pass begins to move mail; disposing what is returned ends that.</summary>
    public IDisposable Join()
    {
        Interlocked.Increment(ref _passes);
        return new Part(this);
    }

    private sealed class Part(TransferRoom room) : IDisposable
    {
        private int _isGiven;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGiven, 1) == 0)
            {
                Interlocked.Decrement(ref room._passes);
            }
        }
    }
}
