namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// Where a folder goes: below one of Exchange's own folders, found by what it is and never by its name (mailboxes speak their
/// owner's language), or below the top of the mailbox.
/// </summary>
/// <param name="Anchor">The well-known folder to start from; <see cref="FolderRole.None"/> for the top of the mailbox. Never <see cref="FolderRole.Archive"/> or <see cref="FolderRole.All"/>.</param>
/// <param name="Below">The names below the anchor; <see cref="FolderPath.Top"/> for the anchor itself.</param>
public sealed record DestinationPath(FolderRole Anchor, FolderPath Below)
{
    /// <summary>For people: the anchor in English, then the names.</summary>
    public override string ToString()
    {
        var anchor = Anchor switch
        {
            FolderRole.Inbox => "Inbox",
            FolderRole.Sent => "Sent Items",
            FolderRole.Drafts => "Drafts",
            FolderRole.Trash => "Deleted Items",
            FolderRole.Junk => "Junk Email",
            _ => "",
        };
        return (anchor.Length, Below.Names.Count) switch
        {
            (0, _) => Below.ToString(),
            (_, 0) => anchor,
            _ => $"{anchor}/{Below}",
        };
    }
}
