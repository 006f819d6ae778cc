using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Journal;

/// <summary>
/// The memory of one mailbox pair: what is settled, what failed, what is in doubt. Whoever holds it owns the pair; a second holder is
/// refused when opening. Calls may come from several tasks at once. When a call returns, what it was told survives a power cut.
/// </summary>
/// <remarks>
/// A journal that cannot be read or written ends every call with a <see cref="Failures.SessionException"/> of code <c>local/journal</c>;
/// nothing of that call is then in it. Cancelling counts until a call is accepted: one that was accepted is carried out, also while the
/// journal is being disposed. A UID of zero is an <see cref="ArgumentException"/>, as is a folder another journal made.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The latest pass other than a verification, or null when there was none.</summary>
    Task<PassRecord?> LastPassAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Begins a pass and forgets the item notes of earlier ones. A pass that never ended stays without an end and a status: its process died.
    /// </summary>
    Task<PassRecord> BeginPassAsync(PassKind kind, CancellationToken cancellationToken);

    /// <summary>Ends the pass.</summary>
    Task EndPassAsync(PassRecord pass, PassStatus status, long errors, CancellationToken cancellationToken);

    /// <summary>Where each source folder went in earlier passes, unless the operator's mapping said so.</summary>
    Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ListPlacesAsync(CancellationToken cancellationToken);

    /// <summary>Remembers places before anything goes there; a folder's later place replaces the earlier one.</summary>
    Task KeepPlacesAsync(IReadOnlyDictionary<SourceFolderId, DestinationPath> places, CancellationToken cancellationToken);

    /// <summary>
    /// What is known of a folder under this UIDVALIDITY. The same folder gives the same object until the journal is disposed. What was
    /// known under another UIDVALIDITY is kept aside, never mixed in.
    /// </summary>
    Task<JournalFolder> OpenFolderAsync(SourceFolderId id, uint uidValidity, CancellationToken cancellationToken);

    /// <summary>The latest mark kept of each source folder, whatever its UIDVALIDITY; see <see cref="JournalFolder.Mark"/>.</summary>
    Task<IReadOnlyDictionary<SourceFolderId, FolderMark>> ListMarksAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps marks of folders, all or none; each replaces the folder's earlier one. Only for folders that were listed to their end since the
    /// source said so, and all of whose items are settled.
    /// </summary>
    /// <exception cref="ArgumentException">A mark is of another UIDVALIDITY than its folder.</exception>
    Task KeepMarksAsync(IReadOnlyDictionary<JournalFolder, FolderMark> marks, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the destination was asked what it already has of this pair. Until then nothing may be sent: an earlier journal may have been
    /// lost.
    /// </summary>
    Task<bool> HasLearnedAsync(CancellationToken cancellationToken);

    /// <summary>Says that it was asked, and that all it has is settled here.</summary>
    Task MarkLearnedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Settled items by content, of all folders and every UIDVALIDITY; a key nobody settled is not in it. An item that another was
    /// recognised as (<see cref="Settlement.Arrived.InsteadOf"/>) is no longer in it: the other is.
    /// </summary>
    Task<ILookup<ContentKey, SettledItem>> FindSettledAsync(IReadOnlyCollection<ContentKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Notes, before they leave, that these items may be at the destination from now on. An item in doubt at two destination folders is
    /// listed with both.
    /// </summary>
    Task MarkInDoubtAsync(
        JournalFolder folder, DestinationFolder destination, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken);

    /// <summary>
    /// Records what items came to, all or none, in the order given; <paramref name="notes"/> are kept for this pass's report. A later
    /// note of an item replaces the earlier one, and an item that arrives loses an earlier note that it failed or was skipped.
    /// </summary>
    Task SettleAsync(
        JournalFolder folder, IReadOnlyCollection<Settlement> settlements, IReadOnlyCollection<ItemNote> notes, CancellationToken cancellationToken);

    /// <summary>Everything in doubt, from this process or one that died: by folder, then destination, UIDs ascending.</summary>
    Task<IReadOnlyList<DoubtfulItems>> ListInDoubtAsync(CancellationToken cancellationToken);

    /// <summary>
    /// How many items of all folders last failed, whatever pass they failed in; which ones is in <see cref="JournalFolder.ListFailed"/>.
    /// </summary>
    Task<long> CountFailedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The notes of the current or latest pass, by folder as first noted, then highest UID first. Received times are kept to the millisecond.
    /// </summary>
    IAsyncEnumerable<ItemNote> ListNotesAsync(CancellationToken cancellationToken);
}
