using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>Attachments in lists (never their bytes) and, for GetAttachment, whole.</summary>
internal static class AttachmentWriter
{
    public static void WriteList(EwsWriter writer, Mailbox mailbox, Item item, StoredMessage message)
    {
        writer.Start("t:Attachments");
        for (var i = 0; i < message.Attachments.Count; i++)
        {
            var element = ElementOf(message.Attachments[i]);
            writer.Start(element);
            WriteHead(writer, IdCodec.Attachment(mailbox.Identity, item.FolderId, item.Id, i + 1), message.Attachments[i], item.Modified);
            if (element == "t:FileAttachment")
            {
                writer.Element("t:IsContactPhoto", false);
            }

            writer.End(element);
        }

        writer.End("t:Attachments");
    }

    public static string ElementOf(StoredAttachment attachment) => attachment.Message is null ? "t:FileAttachment" : "t:ItemAttachment";

    public static void WriteHead(EwsWriter writer, string id, StoredAttachment attachment, DateTimeOffset modified)
    {
        writer.Start("t:AttachmentId");
        writer.Attribute("Id", id);
        writer.End("t:AttachmentId");
        writer.Element("t:Name", attachment.FileName);
        writer.Element("t:ContentType", attachment.ContentType);
        if (attachment.ContentId is not null)
        {
            writer.Element("t:ContentId", attachment.ContentId);
        }

        if (attachment.ContentLocation is not null)
        {
            writer.Element("t:ContentLocation", attachment.ContentLocation);
        }

        writer.Element("t:Size", Math.Min(attachment.Size, int.MaxValue));
        writer.Element("t:LastModifiedTime", modified);
        writer.Element("t:IsInline", attachment.IsInline);
    }
}
