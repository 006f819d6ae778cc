using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Items;

/// <summary>The fields of UpdateItem that live in an item's content.</summary>
internal static class ContentUpdate
{
    public static bool Concerns(string? field) =>
        field is "item:Body" or "message:ToRecipients" or "message:CcRecipients" or "message:BccRecipients" or "message:ReplyTo" or "message:From" or "message:Sender";

    /// <summary>The message with one field set, or without it where <paramref name="source"/> is null.</summary>
    public static StoredMessage Apply(StoredMessage message, string field, SoapElement? source)
    {
        var given = FieldMessage.Parse(source ?? new SoapElement("Message", Namespaces.Types));
        return field switch
        {
            "item:Body" => message with { TextBody = given.TextBody, HtmlBody = given.HtmlBody },
            "message:ToRecipients" => message with { To = given.To },
            "message:CcRecipients" => message with { Cc = given.Cc },
            "message:BccRecipients" => message with { Bcc = given.Bcc },
            "message:ReplyTo" => message with { ReplyTo = given.ReplyTo },
            "message:From" => message with { From = given.From },
            _ => message with { Sender = given.Sender },
        };
    }
}
