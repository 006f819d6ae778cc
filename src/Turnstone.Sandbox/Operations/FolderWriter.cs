using System.Globalization;
using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>Writes folders in the schema's order of elements.</summary>
internal static class FolderWriter
{
    private static readonly byte[] OwnersRights =
        [.. "<t:EffectiveRights><t:CreateAssociated>true</t:CreateAssociated><t:CreateContents>true</t:CreateContents><t:CreateHierarchy>true</t:CreateHierarchy><t:Delete>true</t:Delete><t:Modify>true</t:Modify><t:Read>true</t:Read></t:EffectiveRights>"u8];

    public static string ElementOf(Folder folder) => Mailbox.KindOf(folder) switch
    {
        ObjectKind.CalendarFolder => "t:CalendarFolder",
        ObjectKind.ContactsFolder => "t:ContactsFolder",
        ObjectKind.TasksFolder => "t:TasksFolder",
        ObjectKind.SearchFolder => "t:SearchFolder",
        _ => "t:Folder",
    };

    public static void WriteId(EwsWriter writer, Mailbox mailbox, Folder folder)
    {
        writer.Start("t:FolderId");
        writer.Attribute("Id", IdCodec.Folder(mailbox.Identity, folder.Id));
        writer.Attribute("ChangeKey", IdCodec.ChangeKey(mailbox.Identity, Mailbox.KindOf(folder), folder.Change));
        writer.End("t:FolderId");
    }

    public static void WriteParentId(EwsWriter writer, Mailbox mailbox, long parent)
    {
        writer.Start("t:ParentFolderId");
        writer.Attribute("Id", IdCodec.Folder(mailbox.Identity, parent));
        writer.Attribute("ChangeKey", IdCodec.FolderStub);
        writer.End("t:ParentFolderId");
    }

    public static void Write(EwsWriter writer, Mailbox mailbox, FolderView view, Shape shape)
    {
        var folder = view.Folder;
        var element = ElementOf(folder);
        writer.Start(element);
        WriteId(writer, mailbox, folder);
        if (folder.ParentId != 0 && shape.Has("folder:ParentFolderId"))
        {
            WriteParentId(writer, mailbox, folder.ParentId);
        }

        if (folder.Class is not null && shape.Has("folder:FolderClass"))
        {
            writer.Element("t:FolderClass", folder.Class);
        }

        if (shape.Has("folder:DisplayName"))
        {
            writer.Element("t:DisplayName", folder.Name);
        }

        if (shape.Has("folder:TotalCount"))
        {
            writer.Element("t:TotalCount", view.Total);
        }

        if (shape.Has("folder:ChildFolderCount"))
        {
            writer.Element("t:ChildFolderCount", view.Children);
        }

        foreach (var path in shape.Extended)
        {
            if (Read(mailbox, view, path.Extended!.Value) is { } values)
            {
                ExtendedProperty.Write(writer, path, values);
            }
        }

        if (shape.Has("folder:EffectiveRights"))
        {
            writer.Markup(OwnersRights);
        }

        // The archive's and our own dotted keys are not all in the schema's list; only 2013's names are told.
        if (folder.Distinguished is { } name && name[0] != '.' && shape.Has("folder:DistinguishedFolderId"))
        {
            writer.Element("t:DistinguishedFolderId", name);
        }

        if (shape.Has("folder:UnreadCount") && element is ("t:Folder" or "t:TasksFolder" or "t:SearchFolder"))
        {
            writer.Element("t:UnreadCount", view.Unread);
        }

        writer.End(element);
    }

    /// <summary>The property as text; null where the folder has none.</summary>
    public static IReadOnlyList<string>? Read(Mailbox mailbox, FolderView view, PropertyName name)
    {
        if (name.IsTag && Computed(mailbox, view, name.Tag) is { } computed)
        {
            return [computed];
        }

        return view.Folder.Extended.FirstOrDefault(property => property.Name == name)?.Values;
    }

    private static string? Computed(Mailbox mailbox, FolderView view, int tag) => tag switch
    {
        // PidTagMessageSizeExtended of a folder: its own items.
        0x0E08 => view.Size.ToString(CultureInfo.InvariantCulture),

        // [MS-OXCSTOR] 2.2.2.1.1: ProhibitReceiveQuota and MaximumSubmitMessageSize, in kilobytes, are the store's. That the mailbox's root shows
        // them over EWS is an assumption: no trace of it was found.
        0x666A when view.Folder.ParentId == 0 => Kilobytes(mailbox.Quota.MaxBytes),
        0x666D when view.Folder.ParentId == 0 => Kilobytes(mailbox.MaxMessageBytes),
        0x3001 => view.Folder.Name,
        0x3613 => view.Folder.Class,
        0x3602 => Number(view.Total),
        0x3603 => Number(view.Unread),
        0x360A => view.Children > 0 ? "true" : "false",
        0x3601 => view.Folder.ParentId == 0 ? "0" : view.Folder.IsSearchFolder ? "2" : "1",
        0x3007 => EwsTime.Format(view.Folder.Created),
        0x3008 or 0x670A => EwsTime.Format(view.LastModified),
        0x10F4 => view.Folder.Extended.Any(property => property.Name.Tag == 0x10F4) ? null : "false",
        0x0FFF or 0x0FF9 => Convert.ToBase64String(IdCodec.FolderEntryId(mailbox.Identity, view.Folder.Id)),
        _ => null,
    };

    private static string? Kilobytes(long? bytes) => bytes is { } size ? (size / 1024).ToString(CultureInfo.InvariantCulture) : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
