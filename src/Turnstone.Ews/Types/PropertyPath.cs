using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>Points at a property, in shapes, restrictions, sort orders and updates (schema: t:Path).</summary>
public abstract record PropertyPath
{
    private protected PropertyPath()
    {
    }

    internal abstract void WriteTo(SoapWriter writer);
}

/// <summary>A property the schema has a name for, such as <c>item:Subject</c>.</summary>
public sealed record FieldUri(string Uri) : PropertyPath
{
    public static FieldUri FolderDisplayName { get; } = new("folder:DisplayName");
    public static FieldUri FolderParentFolderId { get; } = new("folder:ParentFolderId");
    public static FieldUri FolderClass { get; } = new("folder:FolderClass");
    public static FieldUri FolderTotalCount { get; } = new("folder:TotalCount");
    public static FieldUri FolderChildFolderCount { get; } = new("folder:ChildFolderCount");
    public static FieldUri FolderUnreadCount { get; } = new("folder:UnreadCount");
    public static FieldUri FolderDistinguishedFolderId { get; } = new("folder:DistinguishedFolderId");
    public static FieldUri ItemParentFolderId { get; } = new("item:ParentFolderId");
    public static FieldUri ItemClass { get; } = new("item:ItemClass");
    public static FieldUri ItemSubject { get; } = new("item:Subject");
    public static FieldUri ItemDateTimeReceived { get; } = new("item:DateTimeReceived");
    public static FieldUri ItemDateTimeSent { get; } = new("item:DateTimeSent");
    public static FieldUri ItemDateTimeCreated { get; } = new("item:DateTimeCreated");
    public static FieldUri ItemSize { get; } = new("item:Size");
    public static FieldUri ItemCategories { get; } = new("item:Categories");
    public static FieldUri ItemImportance { get; } = new("item:Importance");
    public static FieldUri ItemHasAttachments { get; } = new("item:HasAttachments");
    public static FieldUri ItemIsDraft { get; } = new("item:IsDraft");
    public static FieldUri ItemFlag { get; } = new("item:Flag");
    public static FieldUri ItemLastModifiedTime { get; } = new("item:LastModifiedTime");
    public static FieldUri MessageIsRead { get; } = new("message:IsRead");
    public static FieldUri MessageInternetMessageId { get; } = new("message:InternetMessageId");

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartType("FieldURI");
        writer.Attribute("FieldURI", Uri);
        writer.End();
    }
}
