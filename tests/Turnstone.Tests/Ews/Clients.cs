using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Tests.Ews;

/// <summary>Clients and requests as the tests need them.</summary>
internal static class Clients
{
    public static readonly EwsClientOptions Options = new()
    {
        Url = new Uri("https://mail.example.com/EWS/Exchange.asmx"),
        Credential = new EwsCredential.Basic("svc@example.com", new EwsPassword("pässword:1")),
        Access = new EwsAccess.Delegate("anna@example.com"),
    };

    public static EwsClient Answering(params IEnumerable<Func<HttpResponseMessage>> answers) => Over(new CannedHandler(answers));

    public static EwsClient Over(HttpMessageHandler handler) => new(Options with { MessageHandler = handler });

    public static CreateItem CreateItem(int count = 1, int length = 10) => new()
    {
        SavedItemFolderId = DistinguishedFolderId.Inbox,
        Items = [.. Enumerable.Range(0, count).Select(_ => new NewMessage { MimeContent = new MemoryMimeSource(new byte[length]) })],
    };
}
