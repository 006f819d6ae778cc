namespace Turnstone.Ews.Types;

/// <summary>An item as the server answered it; what was not asked for is null.</summary>
public sealed record Item
{
    /// <summary>The schema's word for the kind: Message, CalendarItem, Contact, MeetingRequest, …</summary>
    public required string Kind { get; init; }

    public ItemId? ItemId { get; init; }
    public FolderId? ParentFolderId { get; init; }
    public string? ItemClass { get; init; }
    public string? Subject { get; init; }
    public DateTimeOffset? DateTimeReceived { get; init; }
    public DateTimeOffset? DateTimeSent { get; init; }
    public DateTimeOffset? DateTimeCreated { get; init; }
    public DateTimeOffset? LastModifiedTime { get; init; }
    public int? Size { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public Importance? Importance { get; init; }
    public bool? HasAttachments { get; init; }
    public bool? IsDraft { get; init; }
    public bool? IsRead { get; init; }
    public bool? IsReadReceiptRequested { get; init; }
    public FlagStatus? Flag { get; init; }
    public string? InternetMessageId { get; init; }
    public IReadOnlyList<ExtendedProperty> ExtendedProperties { get; init; } = [];

    /// <summary>How many bytes of MIME were written to the destination; null when the answer held none.</summary>
    public long? MimeLength { get; init; }

    /// <summary>What the server calls the character set of the MIME; it says nothing about the bytes.</summary>
    public string? MimeCharacterSet { get; init; }

    /// <summary>The property at the path; null when the server did not answer it.</summary>
    public ExtendedProperty? Find(ExtendedPropertyPath path) => ExtendedProperties.FirstOrDefault(property => property.Path == path);
}
