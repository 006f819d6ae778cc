using System.Runtime.CompilerServices;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>
/// A destination that is asked and written to while a gate is open. A delivery that is under way when it closes is finished, or
/// broken off where the gate is one that breaks off.
/// </summary>
public sealed class GatedDestination(IDestinationMailbox destination, IGate gate) : IDestinationMailbox
{
    /// <inheritdoc/>
    public DestinationLimits Limits => destination.Limits;

    /// <inheritdoc/>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        gate.Demand();
        await destination.VerifyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DestinationFolder> EnsureFolderAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.EnsureFolderAsync(path, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DestinationFolder?> FindFolderAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.FindFolderAsync(path, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveryResult>> DeliverAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken)
    {
        gate.Demand();
        var gated = gate.BreaksOff ? [.. items.Select(item => item with { Content = new GatedContent(item.Content, gate) })] : items;
        return await destination.DeliverAsync(folder, gated, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveredItem>> FindDeliveredAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.FindDeliveredAsync(folder, keys, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveredItem>> FindAnywhereAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.FindAnywhereAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DeliveredPage> ListDeliveredAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.ListDeliveredAsync(cursor, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadBack> ReadBackAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        gate.Demand();
        await foreach (var answer in destination.ReadBackAsync(folder, keys, cancellationToken))
        {
            yield return answer;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StatedItem>> FindStatesAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.FindStatesAsync(folder, keys, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StatedPage> ListStatesAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.ListStatesAsync(cursor, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateChangeResult>> ChangeStatesAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await destination.ChangeStatesAsync(changes, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => destination.DisposeAsync();
}
