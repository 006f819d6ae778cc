using System.Globalization;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// Gives every source path its own destination names. Names that Exchange would take for the same (other case, other Unicode form)
/// get a number, and everything below follows its parent. The same source path always gets the same place.
/// </summary>
internal sealed class NameTree(int longestName)
{
    private readonly Dictionary<FolderRole, Node> _anchors = [];

    public (FolderPath Path, string? Change) Place(FolderRole anchor, FolderPath below)
    {
        if (!_anchors.TryGetValue(anchor, out var node))
        {
            _anchors[anchor] = node = new Node("", null, longestName);
        }

        var names = new List<string>();
        string? change = null;
        foreach (var name in below.Names)
        {
            node = node.Child(name);
            names.Add(node.Name);

            // A parent's renaming is in its own line of the report; here only the folder's own counts.
            change = node.Change;
        }

        return (FolderPath.Of(names), change);
    }

    private sealed class Node(string name, string? change, int longestName)
    {
        private readonly Dictionary<string, Node> _children = new(StringComparer.Ordinal);
        private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

        public string Name { get; } = name;

        public string? Change { get; } = change;

        public Node Child(string sourceName)
        {
            if (!_children.TryGetValue(sourceName, out var child))
            {
                _children[sourceName] = child = NameFor(sourceName);
            }

            return child;
        }

        private Node NameFor(string sourceName)
        {
            var legal = FolderNames.Legalise(sourceName, longestName, out var change);
            var candidate = legal;
            for (var number = 2; !_taken.Add(FolderNames.Fold(candidate)); number++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
                candidate = legal[..Math.Min(legal.Length, longestName - suffix.Length)] + suffix;
            }

            if (candidate != legal)
            {
                const string Collision = "numbered because Exchange holds it for the same as a neighbour's name";
                change = change is null ? Collision : $"{change}, {Collision}";
            }

            return new Node(candidate, change is null ? null : $"\"{Visible(sourceName)}\" became \"{candidate}\": {change}", longestName);
        }

        private static string Visible(string name) =>
            string.Concat(name.Select(c => char.IsControl(c) ? '\u2423' : c));
    }
}
