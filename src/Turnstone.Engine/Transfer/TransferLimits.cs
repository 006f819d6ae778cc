namespace Turnstone.Engine.Transfer;

/// <summary>What one pass may hold at once.</summary>
public sealed record TransferLimits
{
    /// <summary>Bytes of messages between source and destination; default 48 MiB. One larger item is let through alone.</summary>
    public long BytesUnderWay { get; init; } = 48 << 20;

    /// <summary>What it shares with the other passes of its process, and takes no more than its part of; default none.</summary>
    public TransferMemory Memory { get; init; } = new();
}
