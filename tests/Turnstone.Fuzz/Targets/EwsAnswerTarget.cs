using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Fuzz.Targets;

/// <summary>An answer of EWS to whatever was asked: it is read, or refused as one of EWS's own exceptions.</summary>
internal sealed class EwsAnswerTarget() : FuzzTarget(
    "ews-answer",
    "<m:FindItemResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode>", "</m:FindItemResponseMessage>", "<m:RootFolder IndexedPagingOffset=\"1\" TotalItemsInView=\"1\" IncludesLastItemInRange=\"true\">",
    "<t:Items>", "<t:Message>", "<t:ItemId Id=\"a\" ChangeKey=\"b\"/>", "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/><t:Value>1</t:Value></t:ExtendedProperty>",
    "<t:DateTimeReceived>2011-03-04T03:06:07Z</t:DateTimeReceived>", "<t:Size>7</t:Size>", "<t:IsRead>true</t:IsRead>", "<s:Fault>", "<m:MessageXml><t:Value Name=\"BackOffMilliseconds\">300000</t:Value></m:MessageXml>",
    "ErrorServerBusy", "&#x0;", "&#55357;", "<!DOCTYPE x [<!ENTITY y \"z\">]>", "<![CDATA[", "]]>", "<!--", "<?x?>", "xsi:nil=\"true\"", "ResponseClass=\"Warning\"")
{
    private static readonly EwsClientOptions Options = new()
    {
        Url = new Uri("https://mail.new.example/EWS/Exchange.asmx"),
        Credential = new EwsCredential.Basic("svc", new EwsPassword("secret")),
        Access = new EwsAccess.Delegate("anna@new.example"),
    };

    public override string Run(byte[] input)
    {
        string kinds = "";
        kinds += Kind(input, client => client.FindItemAsync(new FindItem { ParentFolderIds = [DistinguishedFolderId.Inbox] }, CancellationToken.None));
        kinds += Kind(input, client => client.CreateItemAsync(new CreateItem { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [new NewMessage { MimeContent = new MemoryMimeSource(new byte[3]) }] }, CancellationToken.None));
        kinds += Kind(input, client => client.FindFolderAsync(new FindFolder { ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot] }, CancellationToken.None));
        return kinds;
    }

    private static string Kind<T>(byte[] input, Func<EwsClient, Task<IReadOnlyList<EwsResponse<T>>>> ask)
        where T : class
    {
        var kind = Kind(new InputHandler(input), ask);
        BrokenLawException.Require(kind == Kind(new InputHandler(input, bytesAtOnce: 5), ask), "An answer is the same however its bytes arrive.");
        return kind;
    }

    private static string Kind<T>(InputHandler input, Func<EwsClient, Task<IReadOnlyList<EwsResponse<T>>>> ask)
        where T : class
    {
        using var client = new EwsClient(Options with { MessageHandler = input });
        try
        {
            var responses = ask(client).GetAwaiter().GetResult();
            return string.Join(',', responses.Take(3).Select(response => $"{response.ResponseClass} {response.Value is null} {response.BackOff is null}")) + ";";
        }
        catch (EwsException e)
        {
            return e.GetType().Name + ";";
        }
    }
}
