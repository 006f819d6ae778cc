namespace Turnstone.Engine.Planning;

/// <summary>One name of the source in the tree of destination names.</summary>
internal sealed class NameNode(string sourceName, int longestName)
{
    private readonly Dictionary<string, NameNode> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameNode> _byFold = new(StringComparer.Ordinal);

    /// <summary>The name it got in an earlier pass; null where it is new.</summary>
    public string? Kept { get; set; }

    /// <summary>True where the source lists a folder here, false where only its children are.</summary>
    public bool IsListed { get; set; }

    /// <summary>The name at the destination, once the parent's children are named.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What was changed on the way to that name, and why; null when nothing was.</summary>
    public string? Change { get; private set; }

    public IEnumerable<NameNode> Children => _children.Values;

    public NameNode? Find(string childName) => _children.GetValueOrDefault(childName);

    public NameNode Child(string childName)
    {
        if (!_children.TryGetValue(childName, out var child))
        {
            _children[childName] = child = new NameNode(childName, longestName);
        }

        return child;
    }

    /// <summary>
    /// Names all children: first those that have a name already, then those that can keep theirs, then the rest, each in the order of their
    /// letters: so the same names come out whatever order the server lists them in.
    /// </summary>
    public void NameChildren()
    {
        var waiting = new List<NameNode>();
        foreach (var child in _children.Values.OrderBy(c => c.Kept is null ? 1 : 0).ThenBy(c => c.SourceName, StringComparer.Ordinal))
        {
            if (child.Kept is { } kept ? !_byFold.TryAdd(FolderNames.Fold(kept), child) : !child.IsLegal || !_byFold.TryAdd(FolderNames.Fold(child.SourceName), child))
            {
                waiting.Add(child);
            }
            else
            {
                child.Take(child.Kept ?? child.SourceName);
            }
        }

        waiting.ForEach(child => child.Take(FreeName(child)));
    }

    /// <summary>The child an operator means by a name, whatever its case: one that is there, or a new one.</summary>
    public NameNode Join(string name)
    {
        var legal = FolderNames.Legalise(name, longestName, out _);
        return _byFold.TryGetValue(FolderNames.Fold(legal), out var there) ? there : AddNamed(name);
    }

    /// <summary>A child of our own making, which shares its name with nobody.</summary>
    public NameNode AddNamed(string name)
    {
        var child = new NameNode(name, longestName);
        child.Take(FreeName(child));
        return child;
    }

    private string SourceName => sourceName;

    private bool IsLegal => FolderNames.Legalise(sourceName, longestName, out _) == sourceName;

    private string FreeName(NameNode child)
    {
        var legal = FolderNames.Legalise(child.SourceName, longestName, out _);
        var candidate = legal;
        for (var number = 2; !_byFold.TryAdd(FolderNames.Fold(candidate), child); number++)
        {
            candidate = FolderNames.Number(legal, number, longestName);
        }

        return candidate;
    }

    private void Take(string name)
    {
        Name = name;
        var legal = FolderNames.Legalise(sourceName, longestName, out var change);
        if (name != legal)
        {
            var why = Kept is null ? "numbered because Exchange holds it for the same as a neighbour's name" : "the name it was given in an earlier pass";
            change = change is null ? why : $"{change}, {why}";
        }

        Change = change is null ? null : $"\"{Visible(sourceName)}\" became \"{name}\": {change}";
    }

    private static string Visible(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '\u2423' : c));
}
