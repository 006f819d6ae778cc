namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// What a source says of a folder without listing it. UIDs only ever ascend, so as long as UIDVALIDITY, UIDNEXT and the count stay, nothing came
/// and nothing went (RFC 9051 section 2.3.1.1); flags may have changed.
/// </summary>
/// <param name="UidValidity">UIDVALIDITY.</param>
/// <param name="UidNext">Every item that was there has a UID below this, and every later one this or a higher one.</param>
/// <param name="Count">How many items there were (MESSAGES, EXISTS).</param>
/// <param name="ModSeq">HIGHESTMODSEQ (RFC 7162): flags that changed since have a higher one. Null where the server has none.</param>
public sealed record FolderMark(uint UidValidity, uint UidNext, long Count, long? ModSeq)
{
    /// <summary>Whether a folder of this mark and one of the other hold the same items.</summary>
    public bool HoldsTheSameAs(FolderMark other) => UidValidity == other.UidValidity && UidNext == other.UidNext && Count == other.Count;
}
