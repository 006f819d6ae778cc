using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// Gives every source path its own destination names. Names that Exchange would take for the same (other case, other Unicode form) get a
/// number, and everything below follows its parent. First all paths are added, then they are named together, so that no name depends on
/// the order in which a server lists; a name that was given in an earlier pass stays its folder's.
/// </summary>
internal sealed class NameTree(int longestName)
{
    private readonly Dictionary<FolderRole, NameNode> _anchors = [];

    /// <summary>Adds a folder.</summary>
    /// <param name="wanted">Where it is to go, by its names at the source.</param>
    /// <param name="given">The names it has at the destination since an earlier pass, as many as it wants; null where it is new.</param>
    public void Add(DestinationPath wanted, FolderPath? given)
    {
        var node = AnchorOf(wanted.Anchor);
        for (var i = 0; i < wanted.Below.Names.Count; i++)
        {
            node = node.Child(wanted.Below.Names[i]);
            node.Kept = i == wanted.Below.Names.Count - 1 ? given?.Names[i] ?? node.Kept : node.Kept ?? given?.Names[i];
        }

        node.IsListed = true;
    }

    /// <summary>Names everything that was added. A loop and no recursion: how deep a tree is, is for a stranger to say.</summary>
    public void Settle()
    {
        var open = new Queue<NameNode>(_anchors.Values);
        while (open.TryDequeue(out var node))
        {
            node.NameChildren();
            foreach (var child in node.Children)
            {
                open.Enqueue(child);
            }
        }
    }

    /// <summary>Where an added folder goes, and what was changed in its name, or in that of a parent which has no line of its own in a report.</summary>
    public (DestinationPath Path, string? Change) Find(DestinationPath wanted)
    {
        var node = AnchorOf(wanted.Anchor);
        var names = new List<string>();
        var changes = new List<string>();
        for (var i = 0; i < wanted.Below.Names.Count; i++)
        {
            node = node.Find(wanted.Below.Names[i])!;
            names.Add(node.Name);
            if (node.Change is { } change && (i == wanted.Below.Names.Count - 1 || !node.IsListed))
            {
                changes.Add(change);
            }
        }

        return (wanted with { Below = FolderPath.Of(names) }, changes.Count == 0 ? null : string.Join("; ", changes));
    }

    /// <summary>Where the operator's mapping leads: into folders that are there, or to new ones.</summary>
    public (DestinationPath Path, string? Change) Join(DestinationPath mapped)
    {
        var node = AnchorOf(mapped.Anchor);
        var names = new List<string>();
        foreach (var name in mapped.Below.Names)
        {
            node = node.Join(name);
            names.Add(node.Name);
        }

        return (mapped with { Below = FolderPath.Of(names) }, node.IsListed ? null : node.Change);
    }

    /// <summary>Where a folder goes that shares its name with nobody.</summary>
    public (DestinationPath Path, string? Change) Invent(DestinationPath wanted)
    {
        var names = new List<string>();
        var node = AnchorOf(wanted.Anchor);
        foreach (var name in wanted.Below.Parent.Names)
        {
            node = node.Find(name) ?? node.Join(name);
            names.Add(node.Name);
        }

        node = node.AddNamed(wanted.Below.Name);
        return (wanted with { Below = FolderPath.Of([.. names, node.Name]) }, node.Change);
    }

    private NameNode AnchorOf(FolderRole anchor)
    {
        if (!_anchors.TryGetValue(anchor, out var node))
        {
            _anchors[anchor] = node = new NameNode("", longestName);
        }

        return node;
    }
}
