using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class SyncTests
{
    private static readonly string Inbox = Well("inbox");

    [Fact]
    public async Task SyncState_LooksLikeARealOne()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(Sync(Inbox));

        Assert.InRange(reply.Value("SyncState").Length, 416, 500);
        Assert.Contains("<m:Changes/>", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_AreToldOnceAndByKind()
    {
        await using var exchange = await StartAsync();
        var ids = (await exchange.CallAsync(CreateItem(Inbox, Message(Letter("1")), Message(Letter("2")), Message(Letter("3"))))).Ids("ItemId");
        var state = (await exchange.CallAsync(Sync(Inbox))).Value("SyncState");
        await exchange.CallAsync(SetRead(ids[0]));
        await exchange.CallAsync($"<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"{ids[1]}\"/></m:ItemIds></m:DeleteItem>");
        await exchange.CallAsync(CreateItem(Inbox, Message(Letter("4"))));

        var reply = await exchange.CallAsync(Sync(Inbox, state));
        var nothing = await exchange.CallAsync(Sync(Inbox, reply.Value("SyncState")));

        Assert.Equal(["ReadFlagChange", "Delete", "Create"], reply.Elements("Changes").Single().Elements().Select(change => change.Name.LocalName));
        Assert.Contains("<m:Changes/>", nothing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyChanges_ComeInPartsThatJoin()
    {
        await using var exchange = await StartAsync();
        await exchange.CallAsync(CreateItem(Inbox, [.. Enumerable.Range(0, 5).Select(i => Message(Letter($"{i}")))]));

        var first = await exchange.CallAsync(Sync(Inbox, max: 3));
        var second = await exchange.CallAsync(Sync(Inbox, first.Value("SyncState"), max: 3));

        Assert.Equal("false", first.Value("IncludesLastItemInRange"));
        Assert.Equal("true", second.Value("IncludesLastItemInRange"));
        Assert.Equal(5, first.Ids("ItemId").Concat(second.Ids("ItemId")).Distinct().Count());
    }

    [Fact]
    public async Task StateOfAnotherFolderOrAlteredState_IsRefused()
    {
        await using var exchange = await StartAsync();
        var state = (await exchange.CallAsync(Sync(Inbox))).Value("SyncState");

        var elsewhere = await exchange.CallAsync(Sync(Well("drafts"), state));
        var altered = await exchange.CallAsync(Sync(Inbox, state[..50] + (state[50] == 'A' ? 'B' : 'A') + state[51..]));

        Assert.Equal(["ErrorInvalidSyncStateData"], elsewhere.Codes);
        Assert.Equal(["ErrorInvalidSyncStateData"], altered.Codes);
    }

    private static string SetRead(string id) =>
        $"<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"><m:ItemChanges><t:ItemChange><t:ItemId Id=\"{id}\"/><t:Updates><t:SetItemField><t:FieldURI FieldURI=\"message:IsRead\"/><t:Message><t:IsRead>false</t:IsRead></t:Message></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
}
