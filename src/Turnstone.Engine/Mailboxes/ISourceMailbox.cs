namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// A mailbox to copy from. Nothing here changes anything there. Calls may run side by side, up to
/// <see cref="FetchConcurrency"/> fetches and one listing; an implementation opens sessions as it needs them.
/// </summary>
/// <remarks>
/// Every call ends with a <see cref="Failures.SessionException"/> when the session fails; the same call may then be made again, and a
/// new session is opened for it.
/// </remarks>
public interface ISourceMailbox : IAsyncDisposable
{
    /// <summary>How many <see cref="FetchAsync"/> calls may run at once; at least one.</summary>
    int FetchConcurrency { get; }

    /// <summary>
    /// Fetches will follow soon: what sessions they need may be opened meanwhile. Returns at once; what goes wrong shows when a fetch needs it.
    /// </summary>
    void ExpectFetches();

    /// <summary>Signs in and proves that the mailbox can be read; moves no mail.</summary>
    Task VerifyAsync(CancellationToken cancellationToken);

    /// <summary>Every folder the mailbox has, parents before children, with quick counts where the server gives them.</summary>
    Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken);

    /// <summary>What a folder holds now. Items that arrive later are not in it. The listing's stream must be read or abandoned before another is asked for.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="since">
    /// What the source said of the folder in an earlier <see cref="ListingEnd.Mark"/>. Where it is certain that all the folder held then is still
    /// there, only what came since is listed; else, and with null, everything.
    /// </param>
    /// <param name="cancellationToken">Ends the call; not the reading of its stream.</param>
    Task<SourceListing> ListItemsAsync(SourceFolder folder, FolderMark? since, CancellationToken cancellationToken);

    /// <summary>
    /// Items whose flags or keywords have changed since the source gave this mark, which must have a <see cref="FolderMark.ModSeq"/>, and those
    /// that came since: each with its UID, flags and keywords alone, in any order. Counts as a listing. As with <see cref="FetchAsync"/>, another
    /// UIDVALIDITY ends it with code <c>source/uidvalidity-changed</c>.
    /// </summary>
    IAsyncEnumerable<SourceItem> ListChangedAsync(SourceFolder folder, FolderMark since, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches items of a folder, several in one round trip. Yields exactly one answer for each item asked for, in any order. The
    /// caller takes each answer before the next is read, so nothing piles up.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="uidValidity">The UIDVALIDITY under which the items were listed; another one now ends the call with code <c>source/uidvalidity-changed</c>.</param>
    /// <param name="items">The items, each once.</param>
    /// <param name="cancellationToken">Ends the call; content already handed over stays the caller's.</param>
    IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyList<SourceItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Which of these UIDs the folder holds at this moment. Counts as a fetch. As with <see cref="FetchAsync"/>, another UIDVALIDITY ends the
    /// call with code <c>source/uidvalidity-changed</c>.
    /// </summary>
    Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken);
}
