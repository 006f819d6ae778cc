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

    [Fact]
    public async Task ConcurrentBatches_AllSurviveARestart()
    {
        await using (var before = await StartAsync(OnDisk))
        {
            var batches = Enumerable.Range(0, 8).Select(async writer =>
            {
                for (var batch = 0; batch < 4; batch++)
                {
                    var reply = await before.CallAsync(CreateItem(Well("inbox"), [.. Enumerable.Range(0, 5).Select(i => Message(Letter($"{writer}.{batch}.{i}")))]));
                    await before.CallAsync($"<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"{reply.Ids("ItemId")[0]}\"/></m:ItemIds></m:DeleteItem>");
                }
            });
            await Task.WhenAll(batches);
        }

        await using var after = await StartAsync(OnDisk);
        var reply = await after.CallAsync(FindItem(Well("inbox")));

        Assert.Equal(8 * 4 * 4, reply.Values("Subject").Distinct().Count());
        Assert.DoesNotContain(reply.Values("Subject"), subject => subject.EndsWith(".0", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
