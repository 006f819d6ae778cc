using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class FolderTests
{
    [Theory]
    [InlineData(Anna, "Posteingang")]
    [InlineData(Bob, "Inbox")]
    public async Task WellKnownFolder_BearsTheNameOfTheMailboxLanguage(string user, string name)
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(GetFolder(Well("inbox")), user);

        Assert.Equal(name, reply.Value("DisplayName"));
        Assert.Equal("IPF.Note", reply.Value("FolderClass"));
        Assert.Equal("inbox", reply.Value("DistinguishedFolderId"));
    }

    [Fact]
    public async Task FolderNames_AreUniqueWithoutRegardToCase()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(CreateFolder(Well("msgfolderroot"), "Trash", "trash"));

        Assert.Equal(["NoError", "ErrorFolderExists"], reply.Codes);
        Assert.Equal("A folder with the specified name already exists.", reply.Value("MessageText"));
        Assert.Contains("<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Folders/>", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_HaveTheLengthsOfARealServer()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(GetFolder(Well("inbox")));

        Assert.Equal(120, reply.Id("FolderId").Length);
        Assert.Equal(40, reply.Attribute("FolderId", "ChangeKey").Length);
        Assert.Equal("AQAAAA==", reply.Attribute("ParentFolderId", "ChangeKey"));
    }

    [Fact]
    public async Task IdWithAnotherCase_IsNotTheId()
    {
        await using var exchange = await StartAsync();
        var id = (await exchange.CallAsync(GetFolder(Well("inbox")))).Id("FolderId");

        var reply = await exchange.CallAsync(GetFolder($"<t:FolderId Id=\"{id.ToLowerInvariant()}\"/>"));

        Assert.Equal(["ErrorInvalidIdMalformed"], reply.Codes);
        Assert.Equal("Id is malformed.", reply.Value("MessageText"));
    }

    [Fact]
    public async Task DeletedFolder_IsNotFoundAsFolderButMissingAsParent()
    {
        await using var exchange = await StartAsync();
        var id = $"<t:FolderId Id=\"{(await exchange.CallAsync(CreateFolder(Well("inbox"), "Gone"))).Id("FolderId")}\"/>";
        await exchange.CallAsync($"<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>{id}</m:FolderIds></m:DeleteFolder>");

        var get = await exchange.CallAsync(GetFolder(id));
        var create = await exchange.CallAsync(CreateFolder(id, "Below"));

        Assert.Equal(["ErrorItemNotFound"], get.Codes);
        Assert.Equal(["ErrorParentFolderNotFound"], create.Codes);
    }

    [Fact]
    public async Task DistinguishedFolder_CannotBeDeleted()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync($"<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>{Well("inbox")}</m:FolderIds></m:DeleteFolder>");

        Assert.Equal("Distinguished folders cannot be deleted.", reply.Value("MessageText"));
    }

    [Fact]
    public async Task Archive_IsThereOnlyWhereItIsEnabled()
    {
        await using var exchange = await StartAsync(Options with { Archives = [Bob] });

        var without = await exchange.CallAsync(GetFolder(Well("archivemsgfolderroot")));
        var with = await exchange.CallAsync(GetFolder(Well("archivemsgfolderroot")), Bob);

        Assert.Equal(["ErrorArchiveMailboxNotEnabled"], without.Codes);
        Assert.Equal(["NoError"], with.Codes);
    }

    [Fact]
    public async Task CreateFolderPath_TakesWhatIsThereAndMakesTheRest()
    {
        await using var exchange = await StartAsync();
        var first = await exchange.CallAsync(CreateFolder(Well("msgfolderroot"), "A"));

        var reply = await exchange.CallAsync(
            $"<m:CreateFolderPath><m:ParentFolderId>{Well("msgfolderroot")}</m:ParentFolderId><m:RelativeFolderPath><t:Folder><t:DisplayName>a</t:DisplayName></t:Folder><t:Folder><t:DisplayName>B</t:DisplayName></t:Folder></m:RelativeFolderPath></m:CreateFolderPath>");

        Assert.Equal(["NoError", "NoError"], reply.Codes);
        Assert.Equal(first.Id("FolderId"), reply.Ids("FolderId")[0]);
    }

    [Fact]
    public async Task FindFolder_GivesPagesOfTwoAsRecorded()
    {
        await using var exchange = await StartAsync();
        await exchange.CallAsync(CreateFolder(Well("inbox"), "1", "2", "3", "4", "5"));

        var offsets = new List<(string Next, string Last)>();
        foreach (var offset in new[] { 0, 2, 4 })
        {
            var reply = await exchange.CallAsync(
                $"<m:FindFolder Traversal=\"Shallow\"><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:IndexedPageFolderView MaxEntriesReturned=\"2\" Offset=\"{offset}\" BasePoint=\"Beginning\"/><m:ParentFolderIds>{Well("inbox")}</m:ParentFolderIds></m:FindFolder>");
            offsets.Add((reply.Attribute("RootFolder", "IndexedPagingOffset"), reply.Attribute("RootFolder", "IncludesLastItemInRange")));
        }

        Assert.Equal([("2", "false"), ("4", "false"), ("5", "true")], offsets);
    }

    [Fact]
    public async Task DeepFindFolder_SeesTheWholeTreeAndMovesAreRefusedOntoAName()
    {
        await using var exchange = await StartAsync();
        var parent = (await exchange.CallAsync(CreateFolder(Well("inbox"), "Same"))).Id("FolderId");
        var child = (await exchange.CallAsync(CreateFolder($"<t:FolderId Id=\"{parent}\"/>", "same"))).Id("FolderId");

        var deep = await exchange.CallAsync(
            $"<m:FindFolder Traversal=\"Deep\"><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape><m:ParentFolderIds>{Well("root")}</m:ParentFolderIds></m:FindFolder>");
        var move = await exchange.CallAsync($"<m:MoveFolder><m:ToFolderId>{Well("inbox")}</m:ToFolderId><m:FolderIds><t:FolderId Id=\"{child}\"/></m:FolderIds></m:MoveFolder>");

        Assert.Contains(child, deep.Ids("FolderId"));
        Assert.Equal("The move or copy operation failed.", move.Value("MessageText"));
    }

    [Fact]
    public async Task SyncFolderHierarchy_TellsWhatChangedSince()
    {
        await using var exchange = await StartAsync();
        const string Start = "<m:SyncFolderHierarchy><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>";
        var state = (await exchange.CallAsync(Start + "</m:SyncFolderHierarchy>")).Value("SyncState");
        var created = (await exchange.CallAsync(CreateFolder(Well("inbox"), "New"))).Id("FolderId");

        var reply = await exchange.CallAsync($"{Start}<m:SyncState>{state}</m:SyncState></m:SyncFolderHierarchy>");

        Assert.Equal(created, reply.Id("FolderId"));
        Assert.Single(reply.Elements("Create"));
    }
}
