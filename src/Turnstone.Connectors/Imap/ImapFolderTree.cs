using MailKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Turns what LIST says into the mailbox's folders.</summary>
internal static class ImapFolderTree
{
    public static IReadOnlyList<SourceFolder> From(FolderListing listing, ReadOnlyImapClient client)
    {
        var shares = SharedMessages.AreShownBy(client, listing.Folders);
        var names = new ShownNames(listing);
        var folders = from folder in listing.Folders
                      where names.PathOf(folder) is not null
                      select Describe(folder, listing, names, shares);

        // Parents before children; the server's own order among siblings is kept, INBOX comes first.
        return [.. folders.OrderBy(folder => folder.Path.Names.Count).ThenBy(folder => folder.Role == FolderRole.Inbox ? 0 : 1)];
    }

    private static SourceFolder Describe(ListedFolder folder, FolderListing listing, ShownNames names, bool shares)
    {
        var attributes = folder.Attributes;
        var holdsItems = (attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0;
        return new SourceFolder
        {
            Id = new SourceFolderId(folder.Name),
            Path = names.PathOf(folder)!,
            NameRemark = names.RemarkOn(folder),
            Owner = OwnerOf(folder, listing.Namespaces),
            Role = folder.IsInbox ? FolderRole.Inbox : shares && attributes.HasFlag(FolderAttributes.All) ? FolderRole.All : RoleOf(attributes),
            HoldsItems = holdsItems,
            IsVirtual = (attributes & (FolderAttributes.Flagged | FolderAttributes.Important | (shares ? 0 : FolderAttributes.All))) != 0,
            SharesMessages = shares,
            Count = holdsItems ? folder.Count : null,
            Bytes = holdsItems ? folder.Bytes : null,
            Mark = holdsItems ? folder.Mark : null,
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

    private static FolderOwner OwnerOf(ListedFolder folder, IReadOnlyList<ImapNamespace> spaces) => folder.IsInbox
        ? FolderOwner.Self
        : spaces.Where(space => space.Contains(folder)).MaxBy(space => space.Prefix.Length)?.Owner ?? FolderOwner.Self;
}
