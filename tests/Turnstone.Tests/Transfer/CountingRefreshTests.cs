using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>The source says of each folder up front how often it has changed.</summary>
public sealed class CountingRefreshTests() : RefreshTests(MarkGiving.InFolderList, countsChanges: true)
{
    [Fact]
    public async Task UnchangedFolder_CostsNothing()
    {
        var world = new PassWorld().WithInbox(30);
        await world.RunAsync(new PassOptions { RefreshFlags = true });
        var listings = world.Source.ItemListings.Count;

        var report = await world.RunAsync(new PassOptions { RefreshFlags = true });

        Assert.Equal(new RefreshTotals(), report.Refresh);
        Assert.Equal((listings, 0), (world.Source.ItemListings.Count, world.Source.ChangeListings.Count));
        Assert.Equal(0, world.Destination.StateListings.Count + world.Destination.StateQuestions.Count);
    }

    [Fact]
    public async Task ChangedFlags_AreAskedForAlone_AndOnce()
    {
        var world = new PassWorld().WithInbox(30);
        await world.RunAsync();
        var listings = world.Source.ItemListings.Count;
        world.Inbox.Replace(7, SeedMessage.Plain(7) with { Flags = ItemFlags.Seen });
        world.SourceTrouble.On(SourceCall.ListChanged, 1, Trouble.SourceLost());

        var report = await world.RunAsync(new PassOptions { RefreshFlags = true });
        await world.RunAsync(new PassOptions { RefreshFlags = true });

        Assert.Equal(new RefreshTotals { Refreshed = 1 }, report.Refresh);
        Assert.Equal((listings, 1), (world.Source.ItemListings.Count, world.Source.ChangeListings.Count));
        Assert.Equal((0, 1), (world.Destination.StateListings.Count, world.Destination.StateQuestions.Count));
    }
}
