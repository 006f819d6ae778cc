using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Store;
using Xunit;

namespace Turnstone.Tests.Sandbox.Exchange;

/// <summary>What every store promises, whatever it is made of.</summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private protected const string Box = "anna@new.example";
    private static readonly DateTimeOffset Day = new(2012, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private IMailStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _store = Open();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void UnknownMailbox_IsEmpty()
    {
        var image = _store.Load("nobody@new.example");

        Assert.Empty(image.Folders);
        Assert.Empty(image.Items);
    }

    [Fact]
    public void Committed_ComesBackWhole()
    {
        var batch = new StoreBatch();
        batch.Folders.Add(NewFolder(1));
        batch.Items.Add(NewItem(2));
        batch.Tombstones.Add(new Tombstone(1, 9, 8, 10));
        batch.Contents.Add((2, new byte[] { 1, 2, 3 }));

        _store.Commit(Box, batch);
        var image = _store.Load(Box.ToUpperInvariant());

        Assert.Equivalent(NewFolder(1), Assert.Single(image.Folders), strict: true);
        Assert.Equivalent(NewItem(2), Assert.Single(image.Items), strict: true);
        Assert.Equal(new Tombstone(1, 9, 8, 10), Assert.Single(image.Tombstones));
        Assert.Equal([1, 2, 3], Read(2));
    }

    [Fact]
    public void LaterVersion_ReplacesTheEarlier()
    {
        var first = new StoreBatch();
        first.Items.Add(NewItem(2));
        first.Contents.Add((2, new byte[] { 1 }));
        var second = new StoreBatch();
        second.Items.Add(NewItem(2) with { Subject = "changed" });
        second.Contents.Add((2, new byte[] { 7, 7 }));

        _store.Commit(Box, first);
        _store.Commit(Box, second);

        Assert.Equal("changed", Assert.Single(_store.Load(Box).Items).Subject);
        Assert.Equal([7, 7], Read(2));
    }

    [Fact]
    public void Removed_IsGone()
    {
        var first = new StoreBatch();
        first.Folders.Add(NewFolder(1));
        first.Items.Add(NewItem(2));
        first.Contents.Add((2, new byte[] { 1 }));
        var second = new StoreBatch();
        second.RemovedFolders.Add(1);
        second.RemovedItems.Add(2);
        second.RemovedContents.Add(2);

        _store.Commit(Box, first);
        _store.Commit(Box, second);

        Assert.Empty(_store.Load(Box).Folders);
        Assert.Empty(_store.Load(Box).Items);
        Assert.Null(_store.OpenContent(Box, 2));
    }

    [Fact]
    public void Mailboxes_DoNotSeeEachOther()
    {
        var batch = new StoreBatch();
        batch.Items.Add(NewItem(2));

        _store.Commit(Box, batch);

        Assert.Empty(_store.Load("bob@new.example").Items);
    }

    private protected abstract IMailStore Open();

    private byte[] Read(long id)
    {
        using var stream = _store.OpenContent(Box, id)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Folder NewFolder(long id) => new()
    {
        Id = id,
        ParentId = 7,
        Name = "Überfällig",
        Class = "IPF.Note",
        Change = 11,
        Added = 3,
        Created = Day,
        Extended = [new ExtendedProperty(PropertyName.OfTag(0x10F4, MapiType.Boolean), ["true"])],
    };

    private static Item NewItem(long id) => new()
    {
        Id = id,
        FolderId = 1,
        ContentId = id,
        Element = "Message",
        ItemClass = "IPM.Note",
        Change = 12,
        ContentChange = 11,
        Added = 10,
        Created = Day,
        Modified = Day.AddDays(1),
        Received = Day.AddDays(2),
        Sent = Day.AddDays(3),
        Subject = "Grüße \u0001",
        From = new MailAddress("Ann", "ann@old.example"),
        DisplayTo = "Bob",
        MessageId = "<1@old.example>",
        Conversation = new Guid("8a3e0b52-3f0d-4c43-9d6c-0a1f6f4f6a11"),
        Flags = MessageFlags.Read | MessageFlags.HasAttachments,
        Size = 4711,
        Categories = ["Red", "Blue"],
        FollowUp = new FollowUp(2, Day, null, null),
        Extended = [new ExtendedProperty(new PropertyName(0, PropertySets.PublicStrings, "key", 0, MapiType.String, false), ["value"])],
    };
}
