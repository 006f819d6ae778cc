using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Decides which folder is which: the server's word first, then names, one folder a role.</summary>
internal static class FolderRoles
{
    public static IReadOnlyDictionary<SourceFolderId, FolderRole> Assign(IReadOnlyList<SourceFolder> folders)
    {
        var assigned = new Dictionary<SourceFolderId, FolderRole>();
        var taken = new HashSet<FolderRole>();

        // 1. INBOX is the one name that IMAP itself defines, in any case (RFC 9051 section 5.1).
        // 2. What the server declares.
        // 3. What the name says, where names of standard folders stand: at the top, or right below INBOX or a provider's own container.
        Take(f => IsInbox(f.Path) ? FolderRole.Inbox : FolderRole.None);
        Take(f => f.Role);
        Take(f => StandsWhereStandardFoldersStand(f.Path) ? RoleNames.Find(f.Path.Name) : FolderRole.None);
        return assigned;

        void Take(Func<SourceFolder, FolderRole> roleOf)
        {
            foreach (var folder in folders)
            {
                if (folder is { HoldsItems: true, IsVirtual: false } && !assigned.ContainsKey(folder.Id)
                    && roleOf(folder) is var role and not FolderRole.None && taken.Add(role))
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
            || container is "[Gmail]" or "[Google Mail]" or "Mail",
        _ => false,
    };
}
