using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class RequestSchemaTests
{
    public static TheoryData<string> Shapes => [.. All.Keys];

    private static Dictionary<string, Func<EwsAccess, RequestServerVersion, Task<byte[]>>> All { get; } = new()
    {
        ["GetFolder by part"] = Of(new GetFolder { FolderIds = [DistinguishedFolderId.MsgFolderRoot, DistinguishedFolderId.ArchiveInbox] }),
        ["GetFolder by id"] = Of(new GetFolder { FolderShape = new(BaseShape.IdOnly) { AdditionalProperties = [FieldUri.FolderDisplayName, FieldUri.FolderDistinguishedFolderId] }, FolderIds = [new FolderId("AAMk="), new FolderId("AAMl=", "AQAA")] }),
        ["FindFolder deep"] = Of(new FindFolder { Traversal = FolderTraversal.Deep, ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot] }),
        ["FindFolder paged"] = Of(new FindFolder { Page = new(100, 200), Restriction = new SearchExpression.IsEqualTo(FieldUri.FolderDisplayName, "Älteres"), ParentFolderIds = [new FolderId("AAMk=")] }),
        ["CreateFolder"] = Of(new CreateFolder { ParentFolderId = DistinguishedFolderId.MsgFolderRoot, Folders = [new NewFolder("a/b \"c\" <d>"), new NewFolder("plain", null) { ExtendedProperties = Requests.EveryKind }] }),
        ["CreateFolderPath"] = Of(new CreateFolderPath { ParentFolderId = new FolderId("AAMk=", "AQ"), RelativeFolderPath = [new NewFolder("one"), new NewFolder("two")] }),
        ["CreateItem full"] = Of(new CreateItem { SavedItemFolderId = DistinguishedFolderId.Drafts, Items = [Requests.FullMessage("Subject: x\r\n\r\n"u8.ToArray()), Requests.FullMessage(default)] }),
        ["CreateItem bare"] = Of(new CreateItem { SavedItemFolderId = new FolderId("AAMk="), Items = [new NewMessage()] }),
        ["FindItem plain"] = Of(new FindItem { ParentFolderIds = [DistinguishedFolderId.Inbox] }),
        ["FindItem restricted"] = Of(Requests.RestrictedFindItem),
        ["FindItem associated"] = Of(new FindItem { Traversal = ItemTraversal.Associated, ItemShape = new(BaseShape.AllProperties), ParentFolderIds = [DistinguishedFolderId.Root] }),
        ["GetItem"] = Of(new GetItem { ItemShape = Requests.RichShape, ItemIds = [new ItemId("AAMk="), new ItemId("AAMl=", "CQAA")] }),
        ["GetItem with MIME"] = Of(new GetItem { ItemIds = [new ItemId("AAMk=")], MimeDestination = _ => Stream.Null }),
        ["SyncFolderItems first"] = Of(new SyncFolderItems { SyncFolderId = DistinguishedFolderId.Inbox }),
        ["SyncFolderItems next"] = Of(new SyncFolderItems { ItemShape = Requests.RichShape, SyncFolderId = new FolderId("AAMk="), SyncState = "H4sI=", Ignore = [new ItemId("AAMk=")], MaxChangesReturned = 1 }),
        ["UpdateItem"] = Of(Requests.FullUpdate),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task EveryRequest_SatisfiesTheOfficialSchema(string shape)
    {
        SharedData.FindOrSkip("ews-schema/exchange-v2017_07_11");

        foreach (EwsAccess access in Requests.Accesses)
        {
            foreach (RequestServerVersion version in Enum.GetValues<RequestServerVersion>())
            {
                byte[] envelope = await All[shape](access, version);

                Assert.Empty(SchemaValidator.Validate(envelope));
            }
        }
    }

    [Fact]
    public async Task Validator_RefusesWhatExchangeRefuses()
    {
        SharedData.FindOrSkip("ews-schema/exchange-v2017_07_11");
        string request = await Requests.TextAsync(new GetFolder { FolderIds = [new DistinguishedFolderId("posteingang")] });

        IReadOnlyList<string> complaints = SchemaValidator.Validate(System.Text.Encoding.UTF8.GetBytes(request));

        Assert.Contains("DistinguishedFolderIdNameType", Assert.Single(complaints), StringComparison.Ordinal);
    }

    private static Func<EwsAccess, RequestServerVersion, Task<byte[]>> Of<TAnswer>(EwsRequest<TAnswer> request)
        where TAnswer : class => (access, version) => Requests.BytesAsync(request, access, version);
}
