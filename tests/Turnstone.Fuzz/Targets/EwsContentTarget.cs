using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Fuzz.Targets;

/// <summary>An answer of EWS that carries messages: their MIME goes to a stream, in base64 with whatever a server puts into it.</summary>
internal sealed class EwsContentTarget() : FuzzTarget(
    "ews-content", "<t:MimeContent CharacterSet=\"UTF-8\">", "</t:MimeContent>", "UmVjZWl2ZWQ6", "==", "=", "\r\n", "&#13;", "<t:Message>", "<t:ItemId Id=\"a\"/>", "<t:Body BodyType=\"HTML\">", "<t:ToRecipients><t:Mailbox><t:EmailAddress>a@b</t:EmailAddress></t:Mailbox></t:ToRecipients>")
{
    private static readonly EwsClientOptions Options = new()
    {
        Url = new Uri("https://mail.new.example/EWS/Exchange.asmx"),
        Credential = new EwsCredential.Basic("svc", new EwsPassword("secret")),
        Access = new EwsAccess.Owner(),
    };

    public override string Run(byte[] input)
    {
        using var client = new EwsClient(Options with { MessageHandler = new InputHandler(input) });
        using var content = new MemoryStream();
        try
        {
            var request = new GetItem { ItemIds = [new ItemId("a"), new ItemId("b")], MimeDestination = _ => content };
            var responses = client.GetItemAsync(request, CancellationToken.None).GetAwaiter().GetResult();
            var written = responses.Sum(response => response.Value?.MimeLength ?? 0);
            BrokenLawException.Require(written <= content.Length, "No more is said to be written than was.");
            return string.Join(',', responses.Select(response => $"{response.ResponseClass} {response.Value?.MimeLength is null}")) + (content.Length > 0);
        }
        catch (EwsException e)
        {
            return e.GetType().Name;
        }
    }
}
