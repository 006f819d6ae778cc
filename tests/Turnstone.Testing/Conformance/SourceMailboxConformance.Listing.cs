using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class SourceMailboxConformance
{
    [Fact]
    public async Task Listing_GivesEachItemOnceHighestUidFirst_WithItsState()
    {
        var received = new DateTimeOffset(2009, 12, 31, 23, 59, 58, TimeSpan.Zero);
        await using var source = await CreateAsync(
        [
            new SeedFolder(Inbox,
            [
                SeedMessage.Plain(1) with { Flags = ItemFlags.Seen | ItemFlags.Answered },
                SeedMessage.Plain(2) with { Received = received, Flags = ItemFlags.Flagged, Keywords = ["Urgent"] },
                SeedMessage.Plain(3) with { Flags = ItemFlags.Draft },
            ]),
        ]);

        var (listing, items) = await ListAsync(source, await FolderAsync(source, Inbox));

        Assert.NotEqual(0u, listing.UidValidity);
        Assert.Equal(3, listing.Count);
        Assert.Equal(items.Select(item => item.Uid).Distinct().OrderDescending(), items.Select(item => item.Uid));
        Assert.Equal([ItemFlags.Draft, ItemFlags.Flagged, ItemFlags.Seen | ItemFlags.Answered], items.Select(item => item.Flags));
        Assert.Equal(["Urgent"], items[1].Keywords);
        Assert.Equal(received, items[1].Received);
        Assert.All(items, item => Assert.True(item.Size > 0));
    }

    [Fact]
    public async Task EmptyFolder_ListsNothing()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [])]);

        var (listing, items) = await ListAsync(source, await FolderAsync(source, Inbox));

        Assert.Equal(0, listing.Count);
        Assert.Empty(items);
    }

    [Fact]
    public async Task ItemsThatAreStillThere_AreFound_AndNoOthers()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1), SeedMessage.Plain(2), SeedMessage.Plain(3)])]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);
        uint[] uids = [.. items.Select(item => item.Uid), items[0].Uid + 1000];

        var before = await source.FindItemsAsync(folder, listing.UidValidity, uids, Cancellation);
        await ExpungeAsync(folder, [items[1].Uid]);
        var after = await source.FindItemsAsync(folder, listing.UidValidity, uids, Cancellation);

        Assert.Equal(items.Select(item => item.Uid).Order(), before.Order());
        Assert.Equal([items[2].Uid, items[0].Uid], after.Order());
        Assert.Empty(await source.FindItemsAsync(folder, listing.UidValidity, [], Cancellation));
    }

    [Fact]
    public async Task ItemsOfAnotherUidValidity_AreNotLookedFor()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1)])]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);

        var ended = await Assert.ThrowsAsync<SessionException>(
            () => source.FindItemsAsync(folder, listing.UidValidity + 1, [items[0].Uid], Cancellation));

        Assert.Equal(FailureCodes.SourceUidValidityChanged, ended.Failure.Code);
    }

    private static async Task<(SourceListing Listing, List<SourceItem> Items)> ListAsync(ISourceMailbox source, SourceFolder folder, FolderMark? since = null)
    {
        var listing = await source.ListItemsAsync(folder, since, Cancellation);
        var items = new List<SourceItem>();
        await foreach (var item in listing.Items)
        {
            items.Add(item);
        }

        return (listing, items);
    }
}
