using System.Text.RegularExpressions;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Decides for each source folder whether it is copied, and where to.</summary>
public static class Planner
{
    /// <summary>Where messages go that no other folder shows.</summary>
    private static readonly FolderPath Archive = FolderPath.Of("Archive");

    /// <summary>
    /// The plan for these folders. Deterministic: the same folders in the same order give the same plan, so that every later pass finds
    /// the folders of the first.
    /// </summary>
    public static MailboxPlan Plan(IReadOnlyList<SourceFolder> folders, PassOptions options)
    {
        var roles = FolderRoles.Assign(folders);
        var roleByPath = folders.Where(f => HasExchangeFolder(roles.GetValueOrDefault(f.Id)))
            .GroupBy(f => f.Path)
            .ToDictionary(g => g.Key, g => roles[g.First().Id]);
        var tree = new NameTree(options.LongestFolderName);
        var planned = new List<PlannedFolder>(folders.Count);

        // Folders with a role come first, so that Exchange's own folders keep their names when others collide with them. What becomes the
        // archive comes last: its name is ours to give.
        foreach (var folder in folders.OrderBy(f => f.Role == FolderRole.All ? 2 : roles.ContainsKey(f.Id) ? 0 : 1))
        {
            planned.Add(WhyLeftOut(folder, options) is { } reason
                ? new PlannedFolder { Source = folder, LeftOut = reason }
                : Place(folder, roleByPath, options, tree));
        }

        LeaveOutEmptied(planned);
        var listed = folders.Select((f, i) => (f.Id, i)).ToDictionary(x => x.Id, x => x.i);
        return new MailboxPlan(
            [.. planned.OrderBy(p => Rank(roles.GetValueOrDefault(p.Source.Id))).ThenBy(p => listed[p.Source.Id])]);
    }

    /// <summary>A container all of whose folders go elsewhere ([Gmail], whose are Exchange's own) would arrive as an empty folder that puzzles people.</summary>
    private static void LeaveOutEmptied(List<PlannedFolder> planned)
    {
        var parents = planned.Where(p => p.Source.Path.Names.Count > 1).Select(p => p.Source.Path.Parent).ToHashSet();
        var filled = planned.Where(p => p.Destination is { Below.Names.Count: > 0 })
            .Select(p => p.Destination! with { Below = p.Destination.Below.Parent })
            .ToHashSet();
        for (var i = 0; i < planned.Count; i++)
        {
            var folder = planned[i];
            if (folder is { Source.HoldsItems: false, IsMapped: false, Destination: { } destination } && parents.Contains(folder.Source.Path) && !filled.Contains(destination))
            {
                planned[i] = folder with { Destination = null, Renamed = null, LeftOut = "a container whose folders all go elsewhere" };
            }
        }
    }

    private static int Rank(FolderRole role) => role switch
    {
        FolderRole.Inbox => 0,
        FolderRole.Sent => 1,
        FolderRole.All => 3,
        _ => 2,
    };

    private static string? WhyLeftOut(SourceFolder folder, PassOptions options)
    {
        if (folder.IsVirtual)
        {
            return "a view of messages that live in other folders";
        }

        switch (folder.Owner)
        {
            case FolderOwner.OtherUser:
                return "another user's folder, with what is below it: it belongs to that user's mailbox";
            case FolderOwner.Shared:
                return "a shared folder, with what is below it: it belongs to no mailbox";
        }

        try
        {
            return options.FolderFilter?.IsMatch(folder.Path.ToString()) == true ? "left out by the folder filter" : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // A filter that cannot decide must not lose a folder.
            return null;
        }
    }

    private static PlannedFolder Place(
        SourceFolder folder, IReadOnlyDictionary<FolderPath, FolderRole> roleByPath, PassOptions options, NameTree tree)
    {
        var mapped = ApplyMappings(folder.Path, options.FolderMappings);
        var (anchor, below) = mapped is null
            ? folder.Role == FolderRole.All ? (FolderRole.None, Archive) : Anchor(folder.Path, roleByPath)
            : AnchorByName(mapped);
        var (path, change) = tree.Place(anchor, below);
        return new PlannedFolder
        {
            Source = folder,
            Destination = new DestinationPath(anchor, path),
            Renamed = change is null ? folder.NameRemark : folder.NameRemark is null ? change : $"{folder.NameRemark}; {change}",
            IsMapped = mapped is not null,
        };
    }

    /// <summary>The path after the operator's mappings, or null where none changes it.</summary>
    private static FolderPath? ApplyMappings(FolderPath path, IReadOnlyList<FolderMapping> mappings)
    {
        var before = path.ToString();
        var after = before;
        foreach (var mapping in mappings)
        {
            try
            {
                after = mapping.Apply(after);
            }
            catch (RegexMatchTimeoutException)
            {
                // As with the filter: where a rule cannot decide, the folder stays where it was.
            }
        }

        if (after == before)
        {
            return null;
        }

        var names = after.Split('/', StringSplitOptions.RemoveEmptyEntries);

        // A folder mapped to nothing would put its mail nowhere.
        return names.Length == 0 ? null : FolderPath.Of(names);
    }

    private static (FolderRole Anchor, FolderPath Below) Anchor(
        FolderPath path, IReadOnlyDictionary<FolderPath, FolderRole> roleByPath)
    {
        // The nearest folder upward, itself included, that is one of Exchange's own.
        for (var length = path.Names.Count; length > 0; length--)
        {
            var prefix = FolderPath.Of(path.Names.Take(length));
            var role = roleByPath.GetValueOrDefault(prefix);
            if (role == FolderRole.None && FolderRoles.IsInbox(prefix))
            {
                role = FolderRole.Inbox;
            }

            if (role != FolderRole.None)
            {
                return (role, FolderPath.Of(path.Names.Skip(length)));
            }
        }

        return (FolderRole.None, path);
    }

    private static (FolderRole Anchor, FolderPath Below) AnchorByName(FolderPath path)
    {
        var top = FolderPath.Of(path.Names.Take(1));
        var role = FolderRoles.IsInbox(top) ? FolderRole.Inbox : RoleNames.Find(top.Name);
        return HasExchangeFolder(role) ? (role, FolderPath.Of(path.Names.Skip(1))) : (FolderRole.None, path);
    }

    private static bool HasExchangeFolder(FolderRole role) => role is not (FolderRole.None or FolderRole.Archive or FolderRole.All);
}
