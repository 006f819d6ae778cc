using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Decides which folder is which: what it was in an earlier pass, then the server's word, then names; one folder a role.</summary>
internal static class FolderRoles
{
    /// <summary>The roles of these folders, the same whatever the order they are listed in.</summary>
    public static IReadOnlyDictionary<SourceFolderId, FolderRole> Assign(
        IReadOnlyList<SourceFolder> folders, IReadOnlyDictionary<SourceFolderId, DestinationPath> places)
    {
        var candidates = folders
            .Where(f => f is { HoldsItems: true, IsVirtual: false, Owner: FolderOwner.Self })
            .OrderBy(f => f.Path.Names.Count)
            .ThenBy(f => f.Id.Value, StringComparer.Ordinal)
            .ToList();
        var assigned = new Dictionary<SourceFolderId, FolderRole>();
        var taken = new HashSet<FolderRole>();

        // 1. INBOX is the one name that IMAP itself defines, in any case (RFC 9051 section 5.1).
        // 2. What was settled in an earlier pass, or its mail would end in two places.
        // 3. What the server declares.
        // 4. What the name says, where names of standard folders stand: at the top, or right below INBOX or a provider's own container.
        Take(f => IsInbox(f.Path) ? FolderRole.Inbox : FolderRole.None);
        Take(f => places.TryGetValue(f.Id, out var place) && place.Below.Names.Count == 0 ? place.Anchor : FolderRole.None);
        candidates.RemoveAll(f => places.ContainsKey(f.Id));
        Take(f => f.Role);
        Take(f => StandsWhereStandardFoldersStand(f.Path) ? RoleNames.Find(f.Path.Name) : FolderRole.None);
        return assigned;

        void Take(Func<SourceFolder, FolderRole> roleOf)
        {
            foreach (var folder in candidates)
            {
                if (!assigned.ContainsKey(folder.Id) && roleOf(folder) is var role and not FolderRole.None && taken.Add(role))
                {
                    assigned[folder.Id] = role;
                }
            }
        }
    }

    public static bool IsInbox(FolderPath path) =>
        path.Names is [var only] && only.Equals("INBOX", StringComparison.OrdinalIgnoreCase);

    private static bool StandsWhereStandardFoldersStand(FolderPath path) => path.Names switch
    {
        [_] => true,
        [var container, _] => container.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
            || container.Equals("[Gmail]", StringComparison.OrdinalIgnoreCase)
            || container.Equals("[Google Mail]", StringComparison.OrdinalIgnoreCase)
            || container.Equals("Mail", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
