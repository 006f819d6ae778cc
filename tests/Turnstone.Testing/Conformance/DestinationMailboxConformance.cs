using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What every destination promises. An implementation inherits it and says how an empty mailbox is set up.</summary>
public abstract partial class DestinationMailboxConformance
{
    private static readonly DestinationPath Inbox = new(FolderRole.Inbox, FolderPath.Top);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A mailbox with nothing in it but its own folders. The test disposes it.</summary>
    protected abstract Task<IDestinationMailbox> CreateAsync();

    [Fact]
    public async Task MailboxThatCanBeWritten_PassesVerification()
    {
        await using var destination = await CreateAsync();

        await destination.VerifyAsync(Cancellation);

        Assert.True(destination.Limits.BatchItems >= 1);
        Assert.True(destination.Limits.BatchBytes >= 1);
        Assert.True(destination.Limits.DeliverConcurrency >= 1);
    }

    [Theory]
    [InlineData(FolderRole.None, "Projects", "2019")]
    [InlineData(FolderRole.Inbox)]
    [InlineData(FolderRole.Inbox, "Invoices")]
    [InlineData(FolderRole.Sent)]
    [InlineData(FolderRole.Drafts)]
    [InlineData(FolderRole.Trash)]
    [InlineData(FolderRole.Junk)]
    public async Task FolderEnsuredTwice_IsOneFolder(FolderRole anchor, params string[] names)
    {
        await using var destination = await CreateAsync();
        var path = new DestinationPath(anchor, FolderPath.Of(names));

        var first = await destination.EnsureFolderAsync(path, Cancellation);
        var second = await destination.EnsureFolderAsync(path, Cancellation);

        Assert.Equal(first, second);
        Assert.Equal(path, first.Path);
    }

    [Fact]
    public async Task FolderNames_AreComparedIgnoringCase()
    {
        await using var destination = await CreateAsync();

        var upper = await destination.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("Projects")), Cancellation);
        var lower = await destination.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("projects", "2019")), Cancellation);
        var again = await destination.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("PROJECTS")), Cancellation);

        Assert.Equal(upper.Id, again.Id);
        Assert.NotEqual(upper.Id, lower.Id);
    }

    [Fact]
    public async Task FolderEnsuredByMany_IsMadeOnce()
    {
        await using var destination = await CreateAsync();
        var path = new DestinationPath(FolderRole.None, FolderPath.Of("a", "b", "c"));

        var folders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => destination.EnsureFolderAsync(path, Cancellation)));

        Assert.Single(folders.Select(folder => folder.Id).Distinct());
    }

    [Fact]
    public async Task DeliveredBatch_IsThereWithItsKeys()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(3);

        var results = await destination.DeliverAsync(folder, batch.Items, Cancellation);

        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.IsType<DeliveryResult.Delivered>(result));
        var listed = await destination.ListAllDeliveredAsync(Cancellation);
        Assert.Equal(
            batch.Items.Select(item => new DeliveredItem(item.SourceKey, item.ContentKey)).OrderBy(item => item.SourceKey.Uid),
            listed.OrderBy(item => item.SourceKey.Uid));
    }

    [Fact]
    public async Task Delivery_LeavesTheContentToItsOwner()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(1);

        await destination.DeliverAsync(folder, batch.Items, Cancellation);

        await using var stream = batch.Items[0].Content.OpenRead();
        Assert.Equal(batch.Items[0].Content.Length, stream.Length);
    }

    [Fact]
    public async Task Question_IsAnsweredForExactlyTheKeysOfThatFolder()
    {
        await using var destination = await CreateAsync();
        var here = await destination.EnsureFolderAsync(Inbox, Cancellation);
        var elsewhere = await destination.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("Elsewhere")), Cancellation);
        using var batch = new PreparedBatch(3);
        await destination.DeliverAsync(here, [batch.Items[0], batch.Items[1]], Cancellation);
        await destination.DeliverAsync(elsewhere, [batch.Items[2]], Cancellation);

        var found = await destination.FindDeliveredAsync(here, [batch.Items[0].SourceKey, batch.Items[2].SourceKey], Cancellation);

        Assert.Equal([new DeliveredItem(batch.Items[0].SourceKey, batch.Items[0].ContentKey)], found);
        Assert.Empty(await destination.FindDeliveredAsync(here, [], Cancellation));
    }

    [Fact]
    public async Task BatchesSideBySide_AllArrive()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(5 * destination.Limits.DeliverConcurrency);

        await Task.WhenAll(batch.Items.Chunk(5).Select(part => destination.DeliverAsync(folder, part, Cancellation)));

        var keys = batch.Items.Select(item => item.SourceKey).ToList();
        Assert.Equal(keys.OrderBy(key => key.Uid), (await destination.FindDeliveredAsync(folder, keys, Cancellation)).Select(item => item.SourceKey).OrderBy(key => key.Uid));
        Assert.Equal(batch.Items.Count, (await destination.ListAllDeliveredAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task CancelledCall_DeliversNothing()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => destination.DeliverAsync(folder, batch.Items, new CancellationToken(canceled: true)));

        Assert.Empty(await destination.ListAllDeliveredAsync(Cancellation));
    }

    [Fact]
    public async Task DeliveredItem_IsReadBackAsItWasSent()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(3);
        PreparedItem[] sent =
        [
            batch.Items[0],
            batch.Items[1] with { Flags = ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Answered, Categories = ["Red Category", "Kunde"] },
            batch.Items[2] with { Flags = ItemFlags.Draft | ItemFlags.Seen, Sent = new DateTimeOffset(2020, 5, 16, 22, 0, 5, TimeSpan.Zero) },
        ];
        await destination.DeliverAsync(folder, sent, Cancellation);

        await using var answers = destination.ReadBackAsync(folder, [.. sent.Select(item => item.SourceKey)], Cancellation).GetAsyncEnumerator(Cancellation);
        var seen = new HashSet<SourceKey>();
        while (await answers.MoveNextAsync())
        {
            var found = Assert.IsType<ReadBack.Found>(answers.Current);
            using var content = found.Content;
            var item = sent.Single(item => item.SourceKey == found.SourceKey);
            using var text = new StreamReader(content.OpenRead());
            Assert.Contains($"<{item.Source.Uid}@old.example>", await text.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
            Assert.Equal((item.Flags, item.Received), (found.Flags, found.Received));
            Assert.Equal(item.Categories.Order(StringComparer.Ordinal), found.Categories.Order(StringComparer.Ordinal));
            Assert.True(item.Sent is null || item.Sent == found.Sent);
            Assert.True(seen.Add(found.SourceKey));
        }

        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task ItemThatIsNotThere_IsReadBackAsMissing()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        var elsewhere = await destination.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("Elsewhere")), Cancellation);
        using var batch = new PreparedBatch(2);
        await destination.DeliverAsync(elsewhere, [batch.Items[0]], Cancellation);

        var answers = new List<ReadBack>();
        await foreach (var answer in destination.ReadBackAsync(folder, [.. batch.Items.Select(item => item.SourceKey)], Cancellation))
        {
            answers.Add(answer);
        }

        Assert.Equal(2, answers.Count);
        Assert.Equal(
            batch.Items.Select(item => new ReadBack.Missing(item.SourceKey)).OrderBy(answer => answer.SourceKey.Uid),
            answers.OrderBy(answer => answer.SourceKey.Uid));
    }

    [Fact]
    public async Task ItemsInAnyFolder_AreFoundAnywhereAndListed()
    {
        await using var destination = await CreateAsync();
        using var batch = new PreparedBatch(7);
        DestinationPath[] paths =
        [
            Inbox,
            new(FolderRole.Inbox, FolderPath.Of("Below")),
            new(FolderRole.Trash, FolderPath.Top),
            new(FolderRole.Trash, FolderPath.Of("Thrown away")),
            new(FolderRole.Junk, FolderPath.Top),
            new(FolderRole.None, FolderPath.Of("Own", "Deep", "Deeper")),
        ];
        foreach (var (path, item) in paths.Zip(batch.Items))
        {
            await destination.DeliverAsync(await destination.EnsureFolderAsync(path, Cancellation), [item], Cancellation);
        }

        var found = await destination.FindAnywhereAsync([.. batch.Items.Select(item => item.SourceKey)], Cancellation);
        var listed = await destination.ListAllDeliveredAsync(Cancellation);

        var there = batch.Items.Take(paths.Length).Select(item => new DeliveredItem(item.SourceKey, item.ContentKey)).ToHashSet();
        Assert.True(there.SetEquals(found));
        Assert.Equal(paths.Length, found.Count);
        Assert.True(there.SetEquals(listed));
        Assert.Empty(await destination.FindAnywhereAsync([batch.Items[6].SourceKey], Cancellation));
        Assert.Empty(await destination.FindAnywhereAsync([], Cancellation));
    }

    [Fact]
    public async Task PageOfAListing_CanBeAskedForAgain()
    {
        await using var destination = await CreateAsync();
        var folder = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(3);
        await destination.DeliverAsync(folder, batch.Items, Cancellation);

        var first = await destination.ListDeliveredAsync(default, Cancellation);
        var again = await destination.ListDeliveredAsync(default, Cancellation);

        Assert.Equal(first.Items, again.Items);
        Assert.Equal(first.Next, again.Next);
    }
}
