using MailKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Turns what LIST says into the mailbox's folders.</summary>
internal static class ImapFolderTree
{
    public static IReadOnlyList<SourceFolder> From(FolderListing listing, ReadOnlyImapClient client)
    {
        var shares = SharedMessages.AreShownBy(client, listing.Folders);
        var folders = listing.Folders.Select(folder => Describe(folder, listing, shares)).Where(folder => folder.Path.Names.Count > 0);

        // Parents before children; the server's own order among siblings is kept, INBOX comes first.
        return [.. folders.OrderBy(folder => folder.Path.Names.Count).ThenBy(folder => folder.Role == FolderRole.Inbox ? 0 : 1)];
    }

    private static SourceFolder Describe(ListedFolder folder, FolderListing listing, bool shares)
    {
        var attributes = folder.Attributes;
        var holdsItems = (attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0;
        return new SourceFolder
        {
            Id = new SourceFolderId(folder.Name),
            Path = PathOf(folder, listing, out var remark),
            NameRemark = remark,
            Owner = OwnerOf(folder, listing.Namespaces),
            Role = folder.IsInbox ? FolderRole.Inbox : shares && attributes.HasFlag(FolderAttributes.All) ? FolderRole.All : RoleOf(attributes),
            HoldsItems = holdsItems,
            IsVirtual = (attributes & (FolderAttributes.Flagged | FolderAttributes.Important | (shares ? 0 : FolderAttributes.All))) != 0,
            SharesMessages = shares,
            Count = holdsItems ? folder.Count : null,
            Bytes = holdsItems ? folder.Bytes : null,
        };
    }

    private static FolderRole RoleOf(FolderAttributes attributes) => attributes switch
    {
        _ when attributes.HasFlag(FolderAttributes.Sent) => FolderRole.Sent,
        _ when attributes.HasFlag(FolderAttributes.Drafts) => FolderRole.Drafts,
        _ when attributes.HasFlag(FolderAttributes.Trash) => FolderRole.Trash,
        _ when attributes.HasFlag(FolderAttributes.Junk) => FolderRole.Junk,
        _ when attributes.HasFlag(FolderAttributes.Archive) => FolderRole.Archive,
        _ => FolderRole.None,
    };

    /// <summary>
    /// A personal prefix such as <c>mail/</c> (UW-IMAP) is plumbing; <c>INBOX.</c> (Courier, Cyrus) is seen by users as children of the
    /// inbox and stays.
    /// </summary>
    private static FolderPath PathOf(ListedFolder folder, FolderListing listing, out string? remark)
    {
        var prefix = listing.Namespaces
            .Where(space => space.Owner == FolderOwner.Self && !space.Prefix.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase) && space.Contains(folder))
            .Select(space => space.Prefix)
            .MaxBy(text => text.Length) ?? "";
        var parts = (folder with { Name = folder.Name.Length < prefix.Length ? "" : folder.Name[prefix.Length..] }).Parts;

        // The one name without case in IMAP (RFC 9051 section 5.1).
        if (parts.Length > 0 && prefix.Length == 0 && parts[0].Equals("INBOX", StringComparison.OrdinalIgnoreCase))
        {
            parts[0] = "INBOX";
        }

        remark = null;
        var names = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            names.Add(ImapNames.Read(part, listing.SpeaksUtf8, out remark));
        }

        return FolderPath.Of(names);
    }

    private static FolderOwner OwnerOf(ListedFolder folder, IReadOnlyList<ImapNamespace> spaces) => folder.IsInbox
        ? FolderOwner.Self
        : spaces.Where(space => space.Contains(folder)).MaxBy(space => space.Prefix.Length)?.Owner ?? FolderOwner.Self;
}
