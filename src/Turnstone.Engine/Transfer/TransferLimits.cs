namespace Turnstone.Engine.Transfer;

/// <summary>What one pass may hold at once.</summary>
public sealed record TransferLimits
{
    /// <summary>
    /// Room for the messages between source and destination, shared with the other passes of the process; it takes no more than its part, but
    /// one fetch is let through whatever its size. Default a room of its own.
    /// </summary>
    public TransferRoom Room { get; init; } = new();
}
