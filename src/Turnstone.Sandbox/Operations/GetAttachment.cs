using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class GetAttachment
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var includesMime = request.Child("AttachmentShape")?.ChildText("IncludeMimeContent") is "true" or "1";
        return answer.EachAsync("GetAttachment", request.Required("AttachmentIds").Children, "m:Attachments", async id =>
        {
            var text = id.RequiredAttribute("Id");
            if (!IdCodec.TryRead(text, out var parsed) || parsed.Attachment == 0)
            {
                // Text by analogy with item ids. Assumption.
                throw new EwsError("ErrorInvalidAttachmentId", "The attachment ID is not valid.");
            }

            var mailbox = context.Open(parsed.Mailbox);
            var item = mailbox.FindItem(parsed.Item) ?? throw EwsError.ItemNotFound();
            var attachments = new ItemContent(mailbox, item).Message.Attachments;
            if (parsed.Attachment < 1 || parsed.Attachment > attachments.Count)
            {
                throw EwsError.ItemNotFound();
            }

            await WriteAsync(answer, text, attachments[parsed.Attachment - 1], item, includesMime, cancellationToken);
        }, cancellationToken);
    }

    private static async ValueTask WriteAsync(Answer answer, string id, StoredAttachment attachment, Item item, bool includesMime, CancellationToken cancellationToken)
    {
        var writer = answer.Writer;
        var element = AttachmentWriter.ElementOf(attachment);
        writer.Start("m:Attachments");
        writer.Start(element);
        AttachmentWriter.WriteHead(writer, id, attachment, item.Modified);
        if (attachment.Message is { } message)
        {
            writer.Start("t:Message");
            if (includesMime)
            {
                await GetItem.WriteMimeAsync(answer, spool => MimeExporter.Export(message, spool), cancellationToken);
            }

            writer.Element("t:ItemClass", message.ItemClass);
            writer.Element("t:Subject", message.Subject ?? "");
            writer.Element("t:HasAttachments", message.HasAttachments);
            writer.End("t:Message");
        }
        else
        {
            writer.Element("t:IsContactPhoto", false);
            writer.Start("t:Content");
            writer.Base64Text(attachment.Content.Span);
            writer.End("t:Content");
        }

        writer.End(element);
        writer.End("m:Attachments");
    }
}
