using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Items;

/// <summary>A message from elements instead of MIME: what people and scripts create by hand.</summary>
internal static class FieldMessage
{
    public static StoredMessage Parse(SoapElement item)
    {
        var body = item.Child("Body");
        var isHtml = body?.Attribute("BodyType") == "HTML";
        return new StoredMessage
        {
            ItemClass = ClassOf(item.Name),
            Subject = item.ChildText("Subject"),
            From = Addresses(item.Child("From")).Select(address => (StoredAddress?)address).FirstOrDefault(),
            Sender = Addresses(item.Child("Sender")).Select(address => (StoredAddress?)address).FirstOrDefault(),
            To = Addresses(item.Child("ToRecipients")),
            Cc = Addresses(item.Child("CcRecipients")),
            Bcc = Addresses(item.Child("BccRecipients")),
            ReplyTo = Addresses(item.Child("ReplyTo")),
            TextBody = isHtml ? null : body?.Text,
            HtmlBody = isHtml ? body!.Text : null,
            Attachments = [.. (item.Child("Attachments")?.Children ?? []).Where(attachment => attachment.Name == "FileAttachment").Select(Attachment)],
        };
    }

    private static string ClassOf(string element) => element switch
    {
        "PostItem" => "IPM.Post",
        "CalendarItem" => "IPM.Appointment",
        "Contact" => "IPM.Contact",
        "Task" => "IPM.Task",
        _ => ItemClasses.Note,
    };

    private static List<StoredAddress> Addresses(SoapElement? recipients) =>
        [.. (recipients?.Children ?? []).Select(mailbox => new StoredAddress(mailbox.ChildText("Name") ?? "", mailbox.ChildText("EmailAddress") ?? ""))];

    private static StoredAttachment Attachment(SoapElement attachment)
    {
        var content = attachment.Child("Content")?.Content;
        var bytes = new byte[content?.Length ?? 0];
        content?.Open().ReadExactly(bytes);
        return new StoredAttachment
        {
            FileName = attachment.ChildText("Name") is { Length: > 0 } name ? name : "ATT00001.bin",
            ContentType = attachment.ChildText("ContentType")?.ToLowerInvariant() ?? "application/octet-stream",
            ContentId = attachment.ChildText("ContentId"),
            ContentLocation = attachment.ChildText("ContentLocation"),
            IsInline = attachment.ChildText("IsInline") == "true",
            Content = bytes,
        };
    }
}
