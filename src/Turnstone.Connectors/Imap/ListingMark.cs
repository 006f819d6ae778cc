using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>What opening a folder tells of what came and went since it was listed before, and what is to be remembered of it for the next time.</summary>
/// <remarks>Made before anything is listed, and of what the server said then: what comes meanwhile is none of it.</remarks>
internal sealed class ListingMark
{
    private readonly uint _validity;
    private readonly uint _next;
    private readonly long _count;
    private readonly long? _modSeq;

    public ListingMark(WatchedImapFolder examined, uint validity)
    {
        _validity = validity;
        _next = examined.UidNext?.Id ?? 0;
        _count = examined.Count;
        _modSeq = examined.HighestModSeq is > 0 and <= long.MaxValue and var modSeq ? (long)modSeq : null;
    }

    /// <summary>
    /// Whether UIDNEXT is to be believed. A server that keeps modification sequences counts well; others may give one that is behind the times
    /// (SmarterMail) or none (Courier), and the highest UID there is stands in for it.
    /// </summary>
    public bool IsUidNextSure => _modSeq is not null && _next > (_count > 0 ? 1u : 0u);

    /// <summary>Whether all that a mark covers may still be there.</summary>
    public bool MayHoldAllOf(FolderMark? since) => since is not null && since.UidValidity == _validity && since.Count <= _count;

    /// <summary>
    /// Whether what came since can be told from the rest: where nothing came, nothing may have gone, and where something came, the folder has
    /// grown. A folder in which as much came as went looks like neither.
    /// </summary>
    public bool TellsWhatCame(FolderMark since, uint highest) => highest < since.UidNext ? _count == since.Count : _count > since.Count;

    /// <summary>The mark of a folder listed to its end; null where the server proved to be wrong.</summary>
    /// <param name="top">The highest UID listed; zero for none.</param>
    /// <param name="since">The mark since which it was listed; null where all was.</param>
    public FolderMark? After(uint top, FolderMark? since)
    {
        if (IsUidNextSure)
        {
            return top < _next ? new FolderMark(_validity, _next, _count, _modSeq) : null;
        }

        var highest = Math.Max(top, (since?.UidNext ?? 1) - 1);
        return highest < uint.MaxValue ? new FolderMark(_validity, highest + 1, _count, _modSeq) : null;
    }
}
