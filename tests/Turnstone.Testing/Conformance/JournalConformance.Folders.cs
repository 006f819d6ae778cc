using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task FolderOpenedTwice_IsTheSameObject()
    {
        await using var journal = await CreateAsync(TimeProvider.System);

        var first = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var second = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        Assert.Same(first, second);
    }

    [Fact]
    public async Task FolderOpenedByMany_IsTheSameObject()
    {
        await using var journal = await CreateAsync(TimeProvider.System);

        var folders = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => journal.OpenFolderAsync(Inbox, 7, Cancellation))));

        Assert.Single(folders.Distinct());
    }

    [Fact]
    public async Task FoldersThatDifferInCaseBytesOrValidity_AreApart()
    {
        var time = TimeProvider.System;
        SourceFolderId[] ids = [Inbox, new("inbox"), new("Entw\u00fcrfe"), new("Entw\u00c3\u00bcrfe"), new("a\0b"), new("a"), new(" "), new("a ")];
        await using var first = await CreateAsync(time);

        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var folder = await first.OpenFolderAsync(id, 7, Cancellation);
            await first.SettleAsync(folder, [new Settlement.Arrived((uint)index + 1)], [], Cancellation);
        }

        await using var journal = await ReopenAsync(first);

        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var folder = await journal.OpenFolderAsync(id, 7, Cancellation);
            Assert.Equal(1, folder.SettledCount);
            Assert.True(folder.IsSettled((uint)index + 1));
        }

        Assert.Equal(0, (await journal.OpenFolderAsync(Inbox, 8, Cancellation)).SettledCount);
    }

    [Fact]
    public async Task Places_AreRemembered_TheLatestOfEach()
    {
        var first = await CreateAsync(TimeProvider.System);
        var odd = new SourceFolderId("M\u00fcll \u0000\u00ff");
        await first.KeepPlacesAsync(
            new Dictionary<SourceFolderId, DestinationPath> { [Inbox] = new(FolderRole.Inbox, FolderPath.Top), [odd] = new(FolderRole.None, FolderPath.Of("Müll")) },
            Cancellation);
        await first.KeepPlacesAsync(new Dictionary<SourceFolderId, DestinationPath> { [odd] = new(FolderRole.Trash, FolderPath.Of("a/b", "Müll (2)")) }, Cancellation);

        await using var journal = await ReopenAsync(first);
        var places = await journal.ListPlacesAsync(Cancellation);

        Assert.Equal(2, places.Count);
        Assert.Equal(new DestinationPath(FolderRole.Inbox, FolderPath.Top), places[Inbox]);
        Assert.Equal(new DestinationPath(FolderRole.Trash, FolderPath.Of("a/b", "Müll (2)")), places[odd]);
    }
}
