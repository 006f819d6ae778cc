using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Journal;

/// <summary>Items of one folder that were about to be sent when the journal last heard of them.</summary>
/// <param name="Id">The source folder.</param>
/// <param name="UidValidity">Its UIDVALIDITY then.</param>
/// <param name="Destination">The destination folder they were to go to.</param>
/// <param name="Uids">Their UIDs.</param>
/// <param name="LastMarked">When the latest of them was marked, UTC: the server may still act on a request of that moment.</param>
public sealed record DoubtfulItems(
    SourceFolderId Id, uint UidValidity, DestinationFolder Destination, IReadOnlyList<uint> Uids, DateTimeOffset LastMarked);
