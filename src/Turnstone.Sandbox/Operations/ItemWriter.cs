using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>Writes items in the schema's order of elements. MimeContent, which may be large, is its caller's.</summary>
internal sealed class ItemWriter(EwsWriter writer, Mailbox mailbox, Item item, Shape shape)
{
    // An item's own rights say nothing about creating: false three times, as recorded ([R]).
    private static readonly byte[] ItemRights =
        [.. "<t:EffectiveRights><t:CreateAssociated>false</t:CreateAssociated><t:CreateContents>false</t:CreateContents><t:CreateHierarchy>false</t:CreateHierarchy><t:Delete>true</t:Delete><t:Modify>true</t:Modify><t:Read>true</t:Read></t:EffectiveRights>"u8];

    private readonly ItemContent _content = new(mailbox, item);

    public ItemContent Content => _content;

    public static void WriteId(EwsWriter writer, Mailbox mailbox, Item item)
    {
        writer.Start("t:ItemId");
        writer.Attribute("Id", IdCodec.Item(mailbox.Identity, item.FolderId, item.Id));
        writer.Attribute("ChangeKey", IdCodec.ChangeKey(mailbox.Identity, item.Kind, item.Change));
        writer.End("t:ItemId");
    }

    /// <summary>The whole element of an item whose MIME was not asked for.</summary>
    public void Write()
    {
        writer.Start("t:" + item.Element);
        WriteProperties();
        writer.End("t:" + item.Element);
    }

    /// <summary>Everything from ItemId on.</summary>
    public void WriteProperties()
    {
        WriteId(writer, mailbox, item);
        WriteHead();
        WriteMiddle();
        WriteTail();
        if (item.Element is not ("Item" or "Contact" or "CalendarItem"))
        {
            new MessageFieldsWriter(writer, item, shape, _content).Write();
        }
    }

    private void WriteHead()
    {
        if (shape.Has("item:ParentFolderId"))
        {
            FolderWriter.WriteParentId(writer, mailbox, item.FolderId);
        }

        Text("item:ItemClass", "t:ItemClass", item.ItemClass);
        Text("item:Subject", "t:Subject", item.Subject);
        Text("item:Sensitivity", "t:Sensitivity", item.Sensitivity == (int)Sensitivity.CompanyConfidential ? "Confidential" : ((Sensitivity)item.Sensitivity).ToString());
        if (shape.Has("item:Body"))
        {
            BodyWriter.Write(writer, _content.Message, "t:Body", shape.BodyType);
        }

        if (shape.Has("item:Attachments") && _content.Message.Attachments.Count > 0)
        {
            AttachmentWriter.WriteList(writer, mailbox, item, _content.Message);
        }

        Time("item:DateTimeReceived", "t:DateTimeReceived", item.Received);
        if (shape.Has("item:Size"))
        {
            writer.Element("t:Size", item.Size);
        }

        if (shape.Has("item:Categories") && item.Categories.Count > 0)
        {
            writer.Start("t:Categories");
            foreach (var category in item.Categories)
            {
                writer.Element("t:String", category);
            }

            writer.End("t:Categories");
        }

        Text("item:Importance", "t:Importance", ((Importance)item.Importance).ToString());
        Text("item:InReplyTo", "t:InReplyTo", item.InReplyTo);
        Flag("item:IsSubmitted", "t:IsSubmitted", MessageFlags.Submitted);
        Flag("item:IsDraft", "t:IsDraft", MessageFlags.Unsent);
        Flag("item:IsFromMe", "t:IsFromMe", MessageFlags.FromMe);
        Flag("item:IsResend", "t:IsResend", MessageFlags.Resend);
        Flag("item:IsUnmodified", "t:IsUnmodified", MessageFlags.Unmodified);
    }

    private void WriteMiddle()
    {
        if (shape.Has("item:InternetMessageHeaders"))
        {
            InternetHeaders.Write(writer, _content.Message);
        }

        Time("item:DateTimeSent", "t:DateTimeSent", item.Sent);
        Time("item:DateTimeCreated", "t:DateTimeCreated", item.Created);
        if (shape.Has("item:ResponseObjects") && !item.IsDraft)
        {
            writer.Markup("<t:ResponseObjects><t:ReplyToItem/><t:ReplyAllToItem/><t:ForwardItem/></t:ResponseObjects>"u8);
        }

        Plain("item:ReminderDueBy", "t:ReminderDueBy", PlainFields.ReminderDueBy, null);
        Plain("item:ReminderIsSet", "t:ReminderIsSet", PlainFields.ReminderIsSet, "false");
        Plain("item:ReminderMinutesBeforeStart", "t:ReminderMinutesBeforeStart", PlainFields.ReminderMinutes, null);

        Text("item:DisplayCc", "t:DisplayCc", item.DisplayCc);
        Text("item:DisplayTo", "t:DisplayTo", item.DisplayTo);
        Text("item:DisplayBcc", "t:DisplayBcc", item.DisplayBcc);
        Flag("item:HasAttachments", "t:HasAttachments", MessageFlags.HasAttachments);
        foreach (var path in shape.Extended)
        {
            var values = ItemProperties.Read(mailbox, item, path.Extended!.Value) ?? ContentProperties.Read(_content, path.Extended.Value, isList: !shape.ReadsContent);
            if (values is not null)
            {
                ExtendedProperty.Write(writer, path, values);
            }
        }
    }

    private void WriteTail()
    {
        Text("item:Culture", "t:Culture", "en-US");
        if (shape.Has("item:EffectiveRights"))
        {
            writer.Markup(ItemRights);
        }

        Text("item:LastModifiedName", "t:LastModifiedName", mailbox.DisplayName);
        Time("item:LastModifiedTime", "t:LastModifiedTime", item.Modified);
        if (shape.Has("item:IsAssociated"))
        {
            writer.Element("t:IsAssociated", item.IsAssociated);
        }

        if (shape.Has("item:WebClientReadFormQueryString"))
        {
            // The virtual directory's external URL, which a real server knows and we have no other name for. Assumption.
            writer.Element(
                "t:WebClientReadFormQueryString",
                $"https://{ServerNames.Web}/owa/?ItemID={Uri.EscapeDataString(IdCodec.Item(mailbox.Identity, item.FolderId, item.Id))}&exvsurl=1&viewmodel=ReadMessageItem");
        }

        if (shape.Has("item:ConversationId"))
        {
            writer.Start("t:ConversationId");
            writer.Attribute("Id", IdCodec.Conversation(mailbox.Identity, item.Conversation));
            writer.End("t:ConversationId");
        }

        if (shape.Has("item:UniqueBody"))
        {
            BodyWriter.Write(writer, _content.Message, "t:UniqueBody", shape.BodyType);
        }

        if (shape.Has("item:Flag"))
        {
            WriteFlag();
        }

        Binary("item:StoreEntryId", "t:StoreEntryId", () => IdCodec.ItemEntryId(mailbox.Identity, item.FolderId, item.Id));
        Binary("item:InstanceKey", "t:InstanceKey", () => BitConverter.GetBytes(item.Id));
        if (shape.Has("item:NormalizedBody"))
        {
            BodyWriter.Write(writer, _content.Message, "t:NormalizedBody", shape.BodyType);
        }

        if (shape.Has("item:Preview"))
        {
            writer.Element("t:Preview", BodyWriter.Preview(_content.Message));
        }

        if (shape.Has("item:TextBody"))
        {
            BodyWriter.Write(writer, _content.Message, "t:TextBody", "Text");
        }
    }

    private void WriteFlag()
    {
        writer.Start("t:Flag");
        writer.Element("t:FlagStatus", item.FollowUp.StatusName);
        foreach (var (name, time) in new[] { ("t:StartDate", item.FollowUp.Start), ("t:DueDate", item.FollowUp.Due), ("t:CompleteDate", item.FollowUp.Completed) })
        {
            if (time is { } present)
            {
                writer.Element(name, present);
            }
        }

        writer.End("t:Flag");
    }

    private void Text(string field, string element, string? value)
    {
        if (value is not null && shape.Has(field))
        {
            writer.Element(element, value);
        }
    }

    private void Plain(string field, string element, PropertyName name, string? otherwise) =>
        Text(field, element, shape.Has(field) ? item.Find(name)?.Value ?? otherwise : null);

    private void Time(string field, string element, DateTimeOffset value)
    {
        if (shape.Has(field))
        {
            writer.Element(element, value);
        }
    }

    private void Flag(string field, string element, MessageFlags flag)
    {
        if (shape.Has(field))
        {
            writer.Element(element, item.Flags.HasFlag(flag));
        }
    }

    private void Binary(string field, string element, Func<byte[]> value)
    {
        if (shape.Has(field))
        {
            writer.Start(element);
            writer.Base64Text(value());
            writer.End(element);
        }
    }
}
