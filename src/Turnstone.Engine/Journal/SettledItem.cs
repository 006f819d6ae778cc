using System.Globalization;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Journal;

/// <summary>An item at the destination, by where it was at the source when it was settled.</summary>
/// <param name="Content">What it is.</param>
/// <param name="FolderNumber">The journal's own number for its folder.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="UidValidity">The folder's UIDVALIDITY then.</param>
/// <param name="Uid">Its UID.</param>
public sealed record SettledItem(ContentKey Content, long FolderNumber, SourceFolderId Folder, uint UidValidity, uint Uid)
{
    /// <summary>What it was recognised as, where it was not sent itself: the item whose key is on it at the destination.</summary>
    public SettledItem? SentAs { get; init; }

    /// <summary>The item whose key is on it at the destination.</summary>
    public SettledItem Sent => SentAs ?? this;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Content} {FolderNumber} {Folder} {UidValidity} {Uid}{(SentAs is null ? "" : $" as {SentAs}")}");

    /// <summary>Whether it is this item of this folder.</summary>
    public bool Is(JournalFolder folder, uint uid) => FolderNumber == folder.Number && Uid == uid;
}
