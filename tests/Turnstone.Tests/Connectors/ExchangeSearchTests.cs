using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Turnstone.Testing.Exchange;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>What was delivered is found wherever the mailbox's owner has put it.</summary>
public sealed class ExchangeSearchTests
{
    [Theory]
    [InlineData("MoveToDeletedItems")]
    [InlineData("SoftDelete")]
    public async Task DeletedItem_IsStillFound_AsFarAsItCanBeRecovered(string how)
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open(ExchangeAccess.Delegate);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel);
        using var owner = world.Owner();
        await owner.DeleteItemsAsync(await owner.FindItemsAsync(MailboxOwner.Folder(inbox.Id), 10, Cancel), how, Cancel);

        Assert.Empty(await mailbox.FindDeliveredAsync(inbox, [Key(1), Key(2)], Cancel));
        Assert.Equal([Key(1), Key(2)], Sorted(await mailbox.FindAnywhereAsync([Key(1), Key(2), Key(3)], Cancel)));
        Assert.Equal([Key(1), Key(2)], Sorted(await mailbox.ListAllDeliveredAsync(Cancel)));
    }

    [Fact]
    public async Task FolderDeletedWithItsMail_IsSearchedWhereItLies()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var folder = await mailbox.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("Projekte")), Cancel);
        await mailbox.DeliverAsync(folder, [world.Item(1)], Cancel);
        using var owner = world.Owner();
        await owner.MoveFolderAsync(folder.Id, MailboxOwner.Distinguished("deleteditems"), Cancel);

        Assert.Equal([Key(1)], Sorted(await mailbox.FindAnywhereAsync([Key(1)], Cancel)));
        Assert.Equal([Key(1)], Sorted(await mailbox.ListAllDeliveredAsync(Cancel)));
    }

    [Fact]
    public async Task ThousandsInManyFolders_AreListedWhole()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        foreach (var batch in Enumerable.Range(1, 2100).Select(uid => world.Item((uint)uid)).Chunk(300))
        {
            await mailbox.DeliverAsync(inbox, batch, Cancel);
        }

        for (var i = 0; i < 60; i++)
        {
            var folder = await mailbox.EnsureFolderAsync(Inbox($"Ordner {i}"), Cancel);
            await mailbox.DeliverAsync(folder, [world.Item((uint)(3000 + i))], Cancel);
        }

        var listed = await mailbox.ListAllDeliveredAsync(Cancel);

        Assert.Equal(2160, listed.Select(item => item.SourceKey).Distinct().Count());
    }

    private static IEnumerable<SourceKey> Sorted(IEnumerable<DeliveredItem> items) => items.Select(item => item.SourceKey).OrderBy(key => key.Uid);
}
