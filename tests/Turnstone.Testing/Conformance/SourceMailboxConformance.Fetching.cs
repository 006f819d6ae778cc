using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class SourceMailboxConformance
{
    [Fact]
    public async Task FetchedItems_AreTheBytesThatWerePutIn_OnceEach()
    {
        SeedMessage[] messages = [SeedMessage.Plain(1), SeedMessage.Plain(2, bodyBytes: 100_000), SeedMessage.Plain(3), SeedMessage.Plain(4)];
        await using var source = await CreateAsync([new SeedFolder(Inbox, messages)]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);

        var fetched = await FetchAsync(source, folder, listing.UidValidity, items);

        Assert.Equal(items.Select(item => item.Uid).Order(), fetched.Keys.Order());
        foreach (var (item, message) in items.Zip(messages.Reverse()))
        {
            Assert.Equal(message.Content.ToArray(), fetched[item.Uid]);
        }
    }

    [Fact]
    public async Task SeveralFetchesSideBySide_MixNothingUp()
    {
        SeedMessage[] messages = [.. Enumerable.Range(1, 60).Select(number => SeedMessage.Plain(number))];
        await using var source = await CreateAsync([new SeedFolder(Inbox, messages)]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);

        var parts = await Task.WhenAll(items.Chunk((items.Count + source.FetchConcurrency - 1) / source.FetchConcurrency)
            .Select(part => FetchAsync(source, folder, listing.UidValidity, part)));

        var fetched = parts.SelectMany(part => part).ToDictionary();
        Assert.All(items.Zip(messages.Reverse()), pair => Assert.Equal(pair.Second.Content.ToArray(), fetched[pair.First.Uid]));
    }

    [Fact]
    public async Task Fetching_LeavesTheItemsUnread()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1)])]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, before) = await ListAsync(source, folder);

        await FetchAsync(source, folder, listing.UidValidity, before);

        var (_, after) = await ListAsync(source, folder);
        Assert.Equal(ItemFlags.None, Assert.Single(after).Flags);
    }

    [Fact]
    public async Task ItemExpungedSinceItWasListed_HasVanished_AndTheOthersArrive()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1), SeedMessage.Plain(2), SeedMessage.Plain(3)])]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);
        await ExpungeAsync(folder, [items[1].Uid]);

        var fetched = await FetchAsync(source, folder, listing.UidValidity, items);

        Assert.Null(fetched[items[1].Uid]);
        Assert.NotNull(fetched[items[0].Uid]);
        Assert.NotNull(fetched[items[2].Uid]);
    }

    [Fact]
    public async Task FetchUnderAnotherUidValidity_EndsWithThatCode()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1)])]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);

        var ended = await Assert.ThrowsAsync<SessionException>(() => FetchAsync(source, folder, listing.UidValidity + 1, items));

        Assert.Equal(FailureCodes.SourceUidValidityChanged, ended.Failure.Code);
    }

    [Fact]
    public async Task FetchThatIsAbandoned_LeavesTheMailboxUsable()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1), SeedMessage.Plain(2), SeedMessage.Plain(3)])]);
        var folder = await FolderAsync(source, Inbox);
        var (listing, items) = await ListAsync(source, folder);

        await foreach (var fetched in source.FetchAsync(folder, listing.UidValidity, items, Cancellation))
        {
            (fetched as FetchedItem.Read)?.Content.Dispose();
            break;
        }

        Assert.Equal(3, (await FetchAsync(source, folder, listing.UidValidity, items)).Count);
    }

    /// <summary>Bytes by UID; null for an item that has vanished. Fails on an item answered twice.</summary>
    private static async Task<Dictionary<uint, byte[]?>> FetchAsync(
        ISourceMailbox source, SourceFolder folder, uint uidValidity, IReadOnlyList<SourceItem> items)
    {
        var fetched = new Dictionary<uint, byte[]?>();
        await foreach (var answer in source.FetchAsync(folder, uidValidity, items, Cancellation))
        {
            switch (answer)
            {
                case FetchedItem.Read read:
                    using (read.Content)
                    {
                        await using var stream = read.Content.OpenRead();
                        using var bytes = new MemoryStream();
                        await stream.CopyToAsync(bytes, Cancellation);
                        fetched.Add(read.Item.Uid, bytes.ToArray());
                    }

                    break;
                case FetchedItem.Vanished:
                    fetched.Add(answer.Item.Uid, null);
                    break;
                default:
                    Assert.Fail($"{answer} is not what was put in.");
                    break;
            }
        }

        return fetched;
    }
}
