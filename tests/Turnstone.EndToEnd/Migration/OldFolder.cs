namespace Turnstone.EndToEnd.Migration;

/// <summary>A folder that can hold mail, as an IMAP client that is not ours to blame reads it from the old server.</summary>
internal sealed record OldFolder(string Path, uint UidValidity, IReadOnlyList<OldItem> Items);

/// <summary>What a person sees of a message in a list, and the number the server knows it by.</summary>
internal sealed record OldItem(uint Uid, string Subject, DateTimeOffset Received, bool IsRead, bool IsFlagged);
