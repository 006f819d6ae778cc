using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// A mailbox to copy into. It can only add: there is no call that deletes, overwrites or sends, and one alone that changes,
/// <see cref="ChangeStatesAsync"/>. Calls may run side by side, up to <see cref="DestinationLimits.DeliverConcurrency"/> deliveries.
/// </summary>
/// <remarks>
/// Every call ends with a <see cref="SessionException"/> when the session fails; the same call may then be made again. A call never
/// repeats a request that delivers items by itself.
/// </remarks>
public interface IDestinationMailbox : IAsyncDisposable
{
    /// <summary>What the destination takes; may shrink as it is learned.</summary>
    DestinationLimits Limits { get; }

    /// <summary>Signs in and proves that the mailbox can be written to, as far as that can be known without writing.</summary>
    Task VerifyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Finds a folder, or makes it with whatever is missing around it. Idempotent, and safe when several call it for the same path.
    /// Names are compared as the destination compares them (Exchange: ignoring case). Where something that is not for mail has the name (a
    /// calendar, the Outbox), it ends with a <see cref="SessionException"/> of code <c>destination/name-taken</c>.
    /// </summary>
    Task<DestinationFolder> EnsureFolderAsync(DestinationPath path, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a folder, and makes nothing: null where it is not there. Names are compared and refused as by <see cref="EnsureFolderAsync"/>.
    /// </summary>
    Task<DestinationFolder?> FindFolderAsync(DestinationPath path, CancellationToken cancellationToken);

    /// <summary>
    /// Delivers a batch into a folder: one result an item, in order. A refused item is a value; a dead session is a
    /// <see cref="SessionException"/> whose <see cref="SessionException.Fate"/> says what may have become of the whole batch.
    /// </summary>
    Task<IReadOnlyList<DeliveryResult>> DeliverAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken);

    /// <summary>Those of these keys that are in the folder now, each once.</summary>
    Task<IReadOnlyList<DeliveredItem>> FindDeliveredAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Those of these keys that are anywhere in the mailbox, each once: where its users have moved them, and what they have deleted as far
    /// as it can still be seen. Dearer than the question to one folder.
    /// </summary>
    Task<IReadOnlyList<DeliveredItem>> FindAnywhereAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Everything in the mailbox that carries a source key, wherever its users have moved it, and what they have deleted as far as it can
    /// still be seen; items without one are passed over. Page by page, in any order; an item may come twice, and after a failure the same
    /// page may be asked for again.
    /// </summary>
    Task<DeliveredPage> ListDeliveredAsync(DeliveredCursor cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Reads delivered items back, for comparison. Yields exactly one answer for each key, in any order; of several items that carry one
    /// key, any of them. The caller takes each answer before the next is read, so an implementation holds few contents at a time.
    /// </summary>
    IAsyncEnumerable<ReadBack> ReadBackAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Those of these keys that their owner can see, each once, with the state they show: in the folder, else anywhere in the mailbox but where
    /// only the recoverable is.
    /// </summary>
    Task<IReadOnlyList<StatedItem>> FindStatesAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Everything that carries a source key and that its owner can see, with the state it shows. Page by page as
    /// <see cref="ListDeliveredAsync"/> does; the two have cursors of their own.
    /// </summary>
    Task<StatedPage> ListStatesAsync(DeliveredCursor cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Gives delivered items another state and nothing else, where they are what they were when they were looked at: one result an item, in
    /// order. Whoever calls has seen that each is untouched. May be repeated, after another look: what was changed shows it.
    /// </summary>
    Task<IReadOnlyList<StateChangeResult>> ChangeStatesAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken);
}
