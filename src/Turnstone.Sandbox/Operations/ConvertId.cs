using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>Converts EWS ids to the other forms clients meet; from other forms nothing is converted. DavMail and exchangelib begin with it.</summary>
internal static class ConvertId
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var format = request.RequiredAttribute("DestinationFormat");
        return answer.EachAsync("ConvertId", request.Required("SourceIds").Children, null, source =>
        {
            var text = source.RequiredAttribute("Id");
            if (source.Attribute("Format") != "EwsId" || !IdCodec.TryRead(text, out var id))
            {
                throw EwsError.MalformedId();
            }

            var mailbox = context.Open(id.Mailbox);
            var entry = id.Item == 0 ? IdCodec.FolderEntryId(mailbox.Identity, id.Folder) : IdCodec.ItemEntryId(mailbox.Identity, id.Folder, id.Item);
            var writer = answer.Writer;
            writer.Start("m:AlternateId");
            writer.Attribute("xsi:type", "t:AlternateIdType");
            writer.Attribute("Format", format);
            writer.Attribute("Id", format switch
            {
                "HexEntryId" => Convert.ToHexString(entry),
                "EntryId" => Convert.ToBase64String(entry),
                "OwaId" => Uri.EscapeDataString(text),
                _ => text,
            });
            writer.Attribute("Mailbox", mailbox.Address);
            writer.End("m:AlternateId");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
