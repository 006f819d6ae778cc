using System.Text.RegularExpressions;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Decides for each source folder whether it is copied, and where to.</summary>
public static class Planner
{
    /// <summary>Where messages go that no other folder shows.</summary>
    private static readonly FolderPath Archive = FolderPath.Of("Archive");

    private static readonly IReadOnlyDictionary<SourceFolderId, DestinationPath> NoPlaces = new Dictionary<SourceFolderId, DestinationPath>();

    /// <summary>
    /// The plan for these folders. Deterministic: the same folders, in whatever order, give the same plan. What has a place keeps it, so that
    /// every later pass finds the folders of the first, whatever came between them since; only a mapping of the operator's overrides that.
    /// </summary>
    /// <param name="folders">What the source lists.</param>
    /// <param name="options">What the operator asks for.</param>
    /// <param name="places">Where folders went in earlier passes; null for none.</param>
    /// <exception cref="Failures.SessionException">A filter or mapping comes to no end on a folder's name.</exception>
    public static MailboxPlan Plan(
        IReadOnlyList<SourceFolder> folders, PassOptions options, IReadOnlyDictionary<SourceFolderId, DestinationPath>? places = null)
    {
        places ??= NoPlaces;
        var roles = FolderRoles.Assign(folders, places);
        var roleByPath = folders.Where(f => HasExchangeFolder(roles.GetValueOrDefault(f.Id)))
            .GroupBy(f => f.Path)
            .ToDictionary(g => g.Key, g => roles[g.First().Id]);
        var tree = new NameTree(options.LongestFolderName);
        var wishes = KeepApart(folders.Select(f => Wish(f, roleByPath, options, places)));
        foreach (var wish in wishes.Where(w => w.Kind == WishKind.Ordinary))
        {
            tree.Add(wish.Path, wish.Given);
        }

        tree.Settle();

        // Mapped folders go into what is there by then. What becomes the archive comes last: its name is ours to give.
        var planned = wishes.OrderBy(w => w.Kind).Select(w => w.LeftOut is { } reason
            ? new PlannedFolder { Source = w.Source, LeftOut = reason }
            : Place(w, tree)).ToList();
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
            // A filter that cannot decide must neither lose a folder nor bring one that was to stay.
            throw RegexText.TooSlow("folder filter");
        }
    }

    private static FolderWish Wish(
        SourceFolder folder,
        IReadOnlyDictionary<FolderPath, FolderRole> roleByPath,
        PassOptions options,
        IReadOnlyDictionary<SourceFolderId, DestinationPath> places)
    {
        var reason = WhyLeftOut(folder, options);
        var mapped = ApplyMappings(folder.Path, options.FolderMappings);
        if (!mapped.Equals(folder.Path))
        {
            return new FolderWish(folder, reason, WishKind.Mapped, AnchorByName(mapped));
        }

        var wanted = folder.Role == FolderRole.All ? new DestinationPath(FolderRole.None, Archive) : Anchor(folder.Path, roleByPath);
        if (places.GetValueOrDefault(folder.Id) is { } place)
        {
            var isSamePlace = folder.Role != FolderRole.All && place.Anchor == wanted.Anchor && place.Below.Names.Count == wanted.Below.Names.Count;
            return new FolderWish(folder, reason, WishKind.Ordinary, isSamePlace ? wanted : place) { Given = place.Below };
        }

        // What is left out and never had a place keeps nobody from a name.
        return new FolderWish(folder, reason, folder.Role == FolderRole.All || reason is not null ? WishKind.Invented : WishKind.Ordinary, wanted);
    }

    /// <summary>Two folders may look alike in every letter (bytes that read the same, a prefix that is hidden): the second takes a name beside.</summary>
    private static List<FolderWish> KeepApart(IEnumerable<FolderWish> wishes)
    {
        var claimed = new HashSet<DestinationPath>();
        return
        [
            .. wishes.OrderBy(w => w.Source.Id.Value, StringComparer.Ordinal).Select(wish =>
                wish.Kind != WishKind.Ordinary || claimed.Add(wish.Path) ? wish
                : wish.Given is { } given ? wish with { Path = wish.Path with { Below = given } }
                : wish with { Kind = WishKind.Invented }),
        ];
    }

    private static PlannedFolder Place(FolderWish wish, NameTree tree)
    {
        var (path, change) = wish.Kind switch
        {
            WishKind.Ordinary => tree.Find(wish.Path),
            WishKind.Mapped => tree.Join(wish.Path),
            WishKind.Invented => tree.Invent(wish.Path),
            _ => throw new InvalidOperationException("A wish of no kind."),
        };
        var remarks = ((string?[])[wish.Source.NameRemark, change]).OfType<string>().ToList();
        return new PlannedFolder
        {
            Source = wish.Source,
            Destination = path,
            Renamed = remarks.Count == 0 ? null : string.Join("; ", remarks),
            IsMapped = wish.Kind == WishKind.Mapped,
        };
    }

    /// <summary>The path after the operator's mappings; the same path where none changes it.</summary>
    private static FolderPath ApplyMappings(FolderPath path, IReadOnlyList<FolderMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            try
            {
                path = mapping.Apply(path);
            }
            catch (RegexMatchTimeoutException)
            {
                throw RegexText.TooSlow("folder mapping");
            }
        }

        return path;
    }

    private static DestinationPath Anchor(
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
                return new DestinationPath(role, FolderPath.Of(path.Names.Skip(length)));
            }
        }

        return new DestinationPath(FolderRole.None, path);
    }

    private static DestinationPath AnchorByName(FolderPath path)
    {
        var top = FolderPath.Of(path.Names.Take(1));
        var role = FolderRoles.IsInbox(top) ? FolderRole.Inbox : RoleNames.Find(top.Name);
        return HasExchangeFolder(role) ? new DestinationPath(role, FolderPath.Of(path.Names.Skip(1))) : new DestinationPath(FolderRole.None, path);
    }

    private static bool HasExchangeFolder(FolderRole role) => role is not (FolderRole.None or FolderRole.Archive or FolderRole.All);
}
