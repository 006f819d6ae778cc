using Turnstone.Sandbox.Properties;

namespace Turnstone.Sandbox.Store;

/// <summary>A folder's own properties. Counts belong to the mailbox, which knows the items.</summary>
internal sealed record Folder
{
    public required long Id { get; init; }

    /// <summary>Zero for the root, which has none.</summary>
    public required long ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>PidTagContainerClass; null for folders that never had one.</summary>
    public string? Class { get; init; }

    /// <summary>The well-known name, e.g. <c>inbox</c>; null for folders people made.</summary>
    public string? Distinguished { get; init; }

    public long Change { get; init; }

    public long Added { get; init; }

    public required DateTimeOffset Created { get; init; }

    public IReadOnlyList<ExtendedProperty> Extended { get; init; } = [];

    /// <summary>Search folders hold no items of their own here and take none.</summary>
    public bool IsSearchFolder { get; init; }
}
