namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// The names from the top of a mailbox down to a folder. Kept as names, not as one string: a name may hold any character, the
/// separator of the path's written form included.
/// </summary>
public sealed class FolderPath : IEquatable<FolderPath>
{
    private FolderPath(IReadOnlyList<string> names) => Names = names;

    /// <summary>The path of no folder: the top itself.</summary>
    public static FolderPath Top { get; } = new([]);

    /// <summary>The names, outermost first; none is empty.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The innermost name, or an empty string for <see cref="Top"/>.</summary>
    public string Name => Names.Count == 0 ? "" : Names[^1];

    /// <summary>The path of the folder around this one; <see cref="Top"/> is its own parent.</summary>
    public FolderPath Parent => Names.Count <= 1 ? Top : new FolderPath([.. Names.Take(Names.Count - 1)]);

    /// <summary>A path of these names.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static FolderPath Of(params IEnumerable<string> names)
    {
        string[] copy = [.. names];
        return Array.Exists(copy, string.IsNullOrEmpty)
            ? throw new ArgumentException("A folder's name cannot be empty.", nameof(names))
            : new FolderPath(copy);
    }

    /// <summary>The path of a folder of this name within this one.</summary>
    public FolderPath Child(string name) => Of([.. Names, name]);

    /// <inheritdoc/>
    public bool Equals(FolderPath? other) => other is not null && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FolderPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var name in Names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The written form: names joined by <c>/</c>. What filters and mappings see; not reversible where a name holds a slash.</summary>
    public override string ToString() => string.Join('/', Names);
}
