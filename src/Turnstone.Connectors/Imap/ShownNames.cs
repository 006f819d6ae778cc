using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// The names of a mailbox in letters. Bytes that differ may read the same (one word in two encodings, a prefix that is hidden, a doubled
/// separator); then the plainest keeps the name and the others are numbered, with what is below them, so that people, filters and
/// mappings can tell them apart.
/// </summary>
internal sealed class ShownNames
{
    private readonly Dictionary<ListedFolder, FolderPath> _paths = [];
    private readonly Dictionary<ListedFolder, string> _remarks = [];

    public ShownNames(FolderListing listing)
    {
        var branches = listing.Folders.Select(folder => new Branch(folder, PartsOf(folder, listing.Namespaces)))
            .Where(branch => branch.Parts.Length > 0);
        var open = new Queue<(FolderPath Above, List<Branch> Branches, int Depth)>([(FolderPath.Top, [.. branches], 0)]);
        while (open.TryDequeue(out var level))
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (part, members) in InOrder(level.Branches, level.Depth, listing.SpeaksUtf8))
            {
                // Each folder that ends here is one of its own; what goes on below goes below the first.
                var ending = members.Where(member => member.Parts.Length == level.Depth + 1)
                    .OrderByDescending(member => member.Folder.IsInbox)
                    .ThenBy(member => member.Folder.Name, StringComparer.Ordinal)
                    .ToList();
                var above = FolderPath.Top;
                for (var i = 0; i < Math.Max(1, ending.Count); i++)
                {
                    var path = level.Above.Child(FreeName(part, listing.SpeaksUtf8, taken, out var remark));
                    above = i == 0 ? path : above;
                    if (i < ending.Count)
                    {
                        _paths[ending[i].Folder] = path;
                        if (remark is not null)
                        {
                            _remarks[ending[i].Folder] = remark;
                        }
                    }
                }

                var below = members.FindAll(member => member.Parts.Length > level.Depth + 1);
                if (below.Count > 0)
                {
                    open.Enqueue((above, below, level.Depth + 1));
                }
            }
        }
    }

    /// <summary>Where a folder is; null for what is no folder but a prefix of folders.</summary>
    public FolderPath? PathOf(ListedFolder folder) => _paths.GetValueOrDefault(folder);

    /// <summary>What had to be assumed to read its name; null where the name was plain.</summary>
    public string? RemarkOn(ListedFolder folder) => _remarks.GetValueOrDefault(folder);

    /// <summary>The parts of this depth, those first whose reading is beyond doubt; the same whatever the order of the listing.</summary>
    private static IEnumerable<(string Part, List<Branch> Members)> InOrder(List<Branch> branches, int depth, bool speaksUtf8) =>
        from branch in branches
        group branch by branch.Parts[depth] into same
        let isPlain = ImapNames.Read(same.Key, speaksUtf8, out var remark) is not null && remark is null
        orderby isPlain descending, same.Key
        select (same.Key, same.ToList());

    private static string FreeName(string part, bool speaksUtf8, HashSet<string> taken, out string? remark)
    {
        var name = ImapNames.Read(part, speaksUtf8, out remark);
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = FormattableString.Invariant($"{name} ({number})");
        }

        if (free != name)
        {
            const string Twin = "numbered because it reads the same as another folder's name";
            remark = remark is null ? Twin : $"{remark}; {Twin}";
        }

        return free;
    }

    /// <summary>
    /// A personal prefix such as <c>mail/</c> (UW-IMAP) is plumbing; <c>INBOX.</c> (Courier, Cyrus) is seen by users as children of the
    /// inbox and stays.
    /// </summary>
    private static string[] PartsOf(ListedFolder folder, IReadOnlyList<ImapNamespace> spaces)
    {
        var prefix = spaces
            .Where(space => space.Owner == FolderOwner.Self && !space.Prefix.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase) && space.Contains(folder))
            .Select(space => space.Prefix)
            .MaxBy(text => text.Length) ?? "";
        var parts = (folder with { Name = folder.Name.Length < prefix.Length ? "" : folder.Name[prefix.Length..] }).Parts;

        // The one name without case in IMAP (RFC 9051 section 5.1).
        if (parts.Length > 0 && prefix.Length == 0 && parts[0].Equals("INBOX", StringComparison.OrdinalIgnoreCase))
        {
            parts[0] = "INBOX";
        }

        return parts;
    }

    private readonly record struct Branch(ListedFolder Folder, string[] Parts);
}
