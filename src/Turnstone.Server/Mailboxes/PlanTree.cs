using System.Globalization;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Components;
using Turnstone.Server.Components.Navigation;
using Turnstone.Server.Passes;

namespace Turnstone.Server.Mailboxes;

/// <summary>
/// A plan as the tree that the source has, each folder with where it goes and what becomes of its name. A folder whose parent the source does not list
/// stands below one that has a name alone.
/// </summary>
internal sealed class PlanTree
{
    private readonly Dictionary<string, PlannedFolderInfo> _folders = [];

    /// <param name="folders">In the order of the pass.</param>
    public PlanTree(IReadOnlyList<PlannedFolderInfo> folders)
    {
        var top = new Branch("", "");
        foreach (var folder in folders)
        {
            Plant(top, folder);
        }

        (Folders, Nodes) = (folders, [.. top.Children.Select(NodeOf)]);
    }

    /// <summary>Its folders, in the order of the pass.</summary>
    public IReadOnlyList<PlannedFolderInfo> Folders { get; }

    /// <summary>The tree.</summary>
    public IReadOnlyList<TreeNode> Nodes { get; }

    /// <summary>The folder of a node; null for one that has a name alone, and for none.</summary>
    public PlannedFolderInfo? Find(string? key) => key is null ? null : _folders.GetValueOrDefault(key);

    /// <summary>Those of which there is something to say, with the word for it, why, and how that stands.</summary>
    public IEnumerable<(PlannedFolderInfo Folder, string Mark, string Reason, Tone Tone)> Remarked =>
        from folder in Folders let remark = RemarkOf(folder) where remark is not null select (folder, remark.Value.Mark, remark.Value.Reason, remark.Value.Tone);

    /// <summary>A path as people read it.</summary>
    public static string PathOf(IReadOnlyList<string> names) => string.Join('/', names);

    /// <summary>The gravest thing there is to say of a folder; null where there is none.</summary>
    public static (string Mark, string Reason, Tone Tone)? RemarkOf(PlannedFolderInfo folder) => folder switch
    {
        { Failure: { } failure } => ("Cannot be opened", $"{failure.Message} {failure.Remedy}".Trim(), Tone.Bad),
        { LeftOut: { } why } => ("Left out", why, Tone.Neutral),
        { Renamed: { } change } => ("Renamed", change, Tone.Warn),
        { Joins: { } first } => ("Joined", $"shares its destination with {PathOf(first)}", Tone.Warn),
        { IsMapped: true } => ("Mapped", "a folder mapping puts it there", Tone.Info),
        _ => null,
    };

    // A loop and no recursion: how deep a tree is, is for a stranger to say. What two folders of one name are below stays one.
    private void Plant(Branch top, PlannedFolderInfo folder)
    {
        var at = top;
        foreach (var name in folder.Source.SkipLast(1))
        {
            at = at.Children.Find(child => child.Name == name) ?? Add(at, name);
        }

        var own = at.Children.Find(child => child.Name == folder.Source[^1] && !_folders.ContainsKey(child.Key)) ?? Add(at, folder.Source[^1]);
        _folders[own.Key] = folder;
    }

    private static Branch Add(Branch parent, string name)
    {
        var child = new Branch(string.Create(CultureInfo.InvariantCulture, $"{parent.Key}/{parent.Children.Count}"), name);
        parent.Children.Add(child);
        return child;
    }

    private TreeNode NodeOf(Branch branch)
    {
        var folder = Find(branch.Key);
        var remark = folder is null ? null : RemarkOf(folder);
        return new TreeNode(branch.Key, branch.Name)
        {
            Children = [.. branch.Children.Select(NodeOf)],
            Aside = folder?.Destination is { } destination ? $"to {PathOf(destination)}" : folder is null ? null : "stays where it is",
            Note = folder?.Items is { } items ? PassText.Count(items) : "",
            Mark = remark?.Mark,
            MarkTone = remark?.Tone ?? Tone.Neutral,
        };
    }

    private sealed record Branch(string Key, string Name)
    {
        public List<Branch> Children { get; } = [];
    }
}
