using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class CreateItem
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var items = request.Required("Items").Children;
        var disposition = request.Attribute("MessageDisposition");
        if (disposition is null && items.Any(item => item.Name is "Message" or "PostItem"))
        {
            // The code is recorded second hand ([P]); the words are Microsoft's reference's. Assumption.
            throw new EwsFault("ErrorMessageDispositionRequired", "MessageDisposition is required when creating message items.");
        }

        return answer.EachAsync("CreateItem", items, "m:Items", element =>
        {
            var (mailbox, folder) = Target(context, request, disposition);
            var created = Create(context, mailbox, folder, element, disposition);
            var writer = answer.Writer;
            writer.Start("m:Items");
            if (disposition is null or "SaveOnly")
            {
                writer.Start("t:" + created.Element);
                ItemWriter.WriteId(writer, mailbox, created);
                writer.End("t:" + created.Element);
            }

            writer.End("m:Items");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }

    // Nothing is delivered anywhere: a message "sent" is one more item of Sent Items, which is all a sender can see of it.
    private static (Mailbox Mailbox, Folder Folder) Target(RequestContext context, SoapElement request, string? disposition)
    {
        if (request.Child("SavedItemFolderId") is { } saved)
        {
            var (mailbox, folder) = context.Folder(saved);
            return folder.IsSearchFolder ? throw new EwsError("ErrorCreateItemAccessDenied", "Access is denied. Check credentials and try again.") : (mailbox, folder);
        }

        var own = context.Caller.OwnMailbox ?? throw new EwsError(
            "ErrorMissingEmailAddress",
            "When making a request as an account that does not have a mailbox, you must specify the mailbox primary SMTP address for any distinguished folder Ids.");
        return (own, own.FindDistinguished(disposition is null or "SaveOnly" ? "drafts" : "sentitems")!);
    }

    private static Item Create(RequestContext context, Mailbox mailbox, Folder folder, SoapElement element, string? disposition)
    {
        var input = ItemInput.Parse(element);
        var (message, content) = Message(context, mailbox, element);
        var forced = disposition is null or "SaveOnly" ? (MessageFlags?)null : MessageFlags.Read;
        return context.Touch(mailbox).Add(folder, (id, now) => ItemFactory.Create(id, folder.Id, element.Name, message, input, now, forced), content);
    }

    private static (StoredMessage Message, ReadOnlyMemory<byte> Content) Message(RequestContext context, Mailbox mailbox, SoapElement element)
    {
        var payload = (element.Child("MimeContent") ?? element.Child("MimeContentUTF8"))?.Content;
        if (payload is null)
        {
            var message = FieldMessage.Parse(element);
            return (message, mailbox.Form.Write(message));
        }

        if (element.Name is not ("Message" or "PostItem" or "CalendarItem"))
        {
            // Which items take MIME is documented; the words are an assumption ([D] responsecode).
            throw new EwsError("ErrorUnsupportedMimeConversion", "The MIME content conversion is not supported for this item type.");
        }

        if (payload.IsMalformed)
        {
            throw new EwsError("ErrorMimeContentInvalidBase64String", "The MIME content is not a valid base64 string.");
        }

        if (payload.Length > context.Limits.MaxSavedBytes)
        {
            throw EwsError.MessageTooLarge();
        }

        try
        {
            return mailbox.Form.Take(payload);
        }
        catch (MimeImportException e)
        {
            throw new EwsError(e.ResponseCode, e.Message);
        }
    }
}
