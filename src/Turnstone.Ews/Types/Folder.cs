namespace Turnstone.Ews.Types;

/// <summary>A folder as the server answered it; what was not asked for is null.</summary>
public sealed record Folder
{
    /// <summary>The schema's word for the kind: Folder, CalendarFolder, ContactsFolder, SearchFolder, TasksFolder.</summary>
    public required string Kind { get; init; }

    public FolderId? FolderId { get; init; }
    public FolderId? ParentFolderId { get; init; }
    public string? FolderClass { get; init; }
    public string? DisplayName { get; init; }
    public int? TotalCount { get; init; }
    public int? ChildFolderCount { get; init; }
    public int? UnreadCount { get; init; }
    public string? DistinguishedFolderId { get; init; }
    public IReadOnlyList<ExtendedProperty> ExtendedProperties { get; init; } = [];

    /// <summary>The property at the path; null when the server did not answer it.</summary>
    public ExtendedProperty? Find(ExtendedPropertyPath path) => ExtendedProperties.FirstOrDefault(property => property.Path == path);
}
