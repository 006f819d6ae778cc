using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>A mailbox's folders as the last pass left them that listed them.</summary>
public sealed record MailboxFoldersInfo
{
    /// <summary>That pass; null where none has listed them yet.</summary>
    public PassInfo? Pass { get; init; }

    /// <summary>In the order of the pass.</summary>
    public required IReadOnlyList<MailboxFolderInfo> Folders { get; init; }
}
