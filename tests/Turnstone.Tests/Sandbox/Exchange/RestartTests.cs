using Turnstone.Sandbox;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-restart-").FullName;

    private ExchangeServerOptions OnDisk => Options with { DataFolder = _folder };

    [Fact]
    public async Task Restart_KeepsFoldersItemsIdsAndSyncStates()
    {
        string folder, item, mime, state;
        await using (var before = await StartAsync(OnDisk))
        {
            folder = (await before.CallAsync(CreateFolder(Well("inbox"), "Kept"))).Id("FolderId");
            item = (await before.CallAsync(CreateItem($"<t:FolderId Id=\"{folder}\"/>", Message(Letter("kept"), Key("k"))))).Id("ItemId");
            mime = (await before.CallAsync(GetItem(item))).Value("MimeContent");
            state = (await before.CallAsync(Sync($"<t:FolderId Id=\"{folder}\"/>"))).Value("SyncState");
        }

        await using var after = await StartAsync(OnDisk);
        var got = await after.CallAsync(GetItem(item, additional: KeyPath));
        var sync = await after.CallAsync(Sync($"<t:FolderId Id=\"{folder}\"/>", state));
        var fresh = await after.CallAsync(CreateItem($"<t:FolderId Id=\"{folder}\"/>", Message(Letter("new"))));

        Assert.Equal("k", got.Value("Value"));
        Assert.Equal(mime, got.Value("MimeContent"));
        Assert.Contains("<m:Changes/>", sync.Text, StringComparison.Ordinal);
        Assert.NotEqual(item, fresh.Id("ItemId"));
    }

    [Fact]
    public async Task DeletedItem_StaysDeletedAndItsIdIsNotUsedAgain()
    {
        string item;
        await using (var before = await StartAsync(OnDisk))
        {
            item = (await before.CallAsync(CreateItem(Well("inbox"), Message(Letter("gone"))))).Id("ItemId");
            await before.CallAsync($"<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"{item}\"/></m:ItemIds></m:DeleteItem>");
        }

        await using var after = await StartAsync(OnDisk);
        var fresh = await after.CallAsync(CreateItem(Well("inbox"), Message(Letter("new"))));

        Assert.Equal(["ErrorItemNotFound"], (await after.CallAsync(GetItem(item))).Codes);
        Assert.NotEqual(item, fresh.Id("ItemId"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
