using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>What a STATUS answer says of a folder.</summary>
/// <param name="Name">Its name byte for byte.</param>
/// <param name="Items">What was said, by the names of the protocol; what is no number is left out.</param>
internal sealed record FolderStatus(string Name, IReadOnlyDictionary<string, long> Items)
{
    public long? Count => Find("MESSAGES");

    public long? Bytes => Find("SIZE");

    /// <summary>
    /// The folder's mark. Only of a server that keeps modification sequences (RFC 7162): others may have a UIDNEXT that is behind the times
    /// (SmarterMail), which nobody notices without opening the folder.
    /// </summary>
    public FolderMark? Mark =>
        Find("UIDVALIDITY") is > 0 and <= uint.MaxValue and var validity && Find("UIDNEXT") is > 0 and <= uint.MaxValue and var next
        && Count is { } count && Find("HIGHESTMODSEQ") is > 0 and var modSeq
            ? new FolderMark((uint)validity, (uint)next, count, modSeq)
            : null;

    private long? Find(string item) => Items.TryGetValue(item, out var value) ? value : null;
}
