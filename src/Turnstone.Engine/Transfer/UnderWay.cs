using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer;

/// <summary>What the messages of one pass hold on their way: memory the small ones, disk those that are too large for it.</summary>
/// <param name="inMemory">Bytes it may hold in memory at this moment.</param>
/// <param name="onDisk">Bytes it may hold on disk at this moment.</param>
internal sealed class UnderWay(Func<long> inMemory, Func<long> onDisk)
{
    private readonly ByteBudget _memory = new(inMemory);
    private readonly ByteBudget _disk = new(onDisk);

    /// <summary>Takes a share for each message; whoever holds them gives back each.</summary>
    public async Task TakeAsync(IReadOnlyCollection<long> shares, CancellationToken cancellationToken)
    {
        // Always in this order: who has disk and waits for memory waits for those who have all they need.
        var large = shares.Where(IsOnDisk).Sum();
        await TakeAsync(_disk, large, cancellationToken);
        try
        {
            await TakeAsync(_memory, shares.Sum() - large, cancellationToken);
        }
        catch
        {
            _disk.Release(large);
            throw;
        }
    }

    /// <summary>A message turned out larger than the server had said: it holds what it is, without waiting.</summary>
    public void Grow(long share, long actual)
    {
        Of(share).Release(share);
        Of(actual).TakeAnyway(actual);
    }

    /// <summary>Gives shares back and lets in whoever fits now.</summary>
    public void Release(IEnumerable<long> shares)
    {
        foreach (var share in shares)
        {
            Of(share).Release(share);
        }
    }

    private static bool IsOnDisk(long share) => share > ContentSpool.DefaultMemoryLimit;

    private static Task TakeAsync(ByteBudget budget, long bytes, CancellationToken cancellationToken) =>
        bytes == 0 ? Task.CompletedTask : budget.TakeAsync(bytes, cancellationToken);

    private ByteBudget Of(long share) => IsOnDisk(share) ? _disk : _memory;
}
