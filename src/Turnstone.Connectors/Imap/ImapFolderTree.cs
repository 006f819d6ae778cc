using MailKit;
using MailKit.Net.Imap;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Turns what LIST says into the mailbox's folders.</summary>
internal static class ImapFolderTree
{
    public static IReadOnlyList<SourceFolder> From(IReadOnlyList<SpoolingImapFolder> listed, ReadOnlyImapClient client)
    {
        var prefixes = client.PersonalNamespaces.Where(space => HidesFrom(space.Path)).Select(space => space.Path.TrimEnd(space.DirectorySeparator)).ToHashSet(StringComparer.Ordinal);
        var foreign = client.OtherNamespaces.Concat(client.SharedNamespaces).Where(space => space.Path.Length > 0).ToList();
        var shares = SharedMessages.AreShownBy(client, listed);
        var folders = new Dictionary<SourceFolderId, SourceFolder>();
        foreach (var folder in listed)
        {
            if (folder.RawId is { } id && !foreign.Any(space => IsWithin(folder, space)) && PathOf(folder, prefixes) is { Names.Count: > 0 } path)
            {
                folders.TryAdd(id, Describe(folder, id, path, shares));
            }
        }

        // Parents before children; the server's own order among siblings is kept, INBOX comes first.
        return [.. folders.Values.OrderBy(folder => folder.Path.Names.Count).ThenBy(folder => folder.Role == FolderRole.Inbox ? 0 : 1)];
    }

    private static SourceFolder Describe(SpoolingImapFolder folder, SourceFolderId id, FolderPath path, bool shares)
    {
        var attributes = folder.Attributes;
        var holdsItems = (attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0;
        return new SourceFolder
        {
            Id = id,
            Path = path,
            Role = shares && attributes.HasFlag(FolderAttributes.All) ? FolderRole.All : RoleOf(attributes),
            HoldsItems = holdsItems,
            IsVirtual = (attributes & (FolderAttributes.Flagged | FolderAttributes.Important | (shares ? 0 : FolderAttributes.All))) != 0,
            SharesMessages = shares,
            Count = holdsItems && folder.HasCount ? folder.Count : null,
            Bytes = holdsItems && folder.Size is { } size ? (long)Math.Min(size, long.MaxValue) : null,
        };
    }

    private static FolderRole RoleOf(FolderAttributes attributes) => attributes switch
    {
        _ when attributes.HasFlag(FolderAttributes.Inbox) => FolderRole.Inbox,
        _ when attributes.HasFlag(FolderAttributes.Sent) => FolderRole.Sent,
        _ when attributes.HasFlag(FolderAttributes.Drafts) => FolderRole.Drafts,
        _ when attributes.HasFlag(FolderAttributes.Trash) => FolderRole.Trash,
        _ when attributes.HasFlag(FolderAttributes.Junk) => FolderRole.Junk,
        _ when attributes.HasFlag(FolderAttributes.Archive) => FolderRole.Archive,
        _ => FolderRole.None,
    };

    /// <summary>Empty names (doubled separators) are passed over: no destination has nameless folders.</summary>
    private static FolderPath PathOf(SpoolingImapFolder folder, HashSet<string> prefixes)
    {
        var names = folder.DirectorySeparator == '\0' ? [folder.FullName] : folder.FullName.Split(folder.DirectorySeparator);
        var kept = names.Where(name => name.Length > 0).ToList();
        if (kept.Count > 0 && prefixes.Contains(kept[0]))
        {
            kept.RemoveAt(0);
        }
        else if (kept.Count > 0 && kept[0].Equals("INBOX", StringComparison.OrdinalIgnoreCase))
        {
            // The one name without case in IMAP (RFC 9051 section 5.1).
            kept[0] = "INBOX";
        }

        return FolderPath.Of(kept);
    }

    /// <summary>A prefix such as <c>mail/</c> (UW-IMAP) is plumbing; <c>INBOX.</c> (Courier, Cyrus) is seen by users as children of the inbox and stays.</summary>
    private static bool HidesFrom(string prefix) => prefix.Length > 0 && !prefix.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase);

    private static bool IsWithin(SpoolingImapFolder folder, FolderNamespace space)
    {
        var root = space.Path.TrimEnd(space.DirectorySeparator);
        return folder.FullName.Equals(root, StringComparison.Ordinal)
            || folder.FullName.StartsWith(root + space.DirectorySeparator, StringComparison.Ordinal);
    }
}
