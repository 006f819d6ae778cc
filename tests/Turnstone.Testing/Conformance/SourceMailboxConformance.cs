using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What every source promises. An implementation inherits it and says how a mailbox with given content is set up.</summary>
public abstract class SourceMailboxConformance
{
    private static readonly FolderPath Inbox = FolderPath.Of("INBOX");

    /// <summary>Below what users' folders begin; default nothing. Servers with the prefix <c>INBOX.</c> have them below the inbox.</summary>
    protected virtual IReadOnlyList<string> Top => [];

    private FolderPath Nested => FolderPath.Of([.. Top, "Projects", "2019"]);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A mailbox with these folders (INBOX among them) and whatever folders the server makes by itself. The test disposes it.</summary>
    protected abstract Task<ISourceMailbox> CreateAsync(IReadOnlyList<SeedFolder> seed);

    /// <summary>Removes items from a folder of the mailbox made last, as another client would.</summary>
    protected abstract Task ExpungeAsync(SourceFolder folder, IReadOnlyCollection<uint> uids);

    /// <summary>Gives an item of the mailbox made last these flags, and a keyword, besides those it has, as another client would.</summary>
    protected abstract Task FlagAsync(SourceFolder folder, uint uid, ItemFlags flags, string keyword);

    [Fact]
    public async Task ChangesSinceAMark_AreListed_WhereTheSourceCountsThem()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [.. Enumerable.Range(1, 5).Select(number => SeedMessage.Plain(number))])]);
        var folder = await FolderAsync(source, Inbox);
        var (before, all) = await ListAsync(source, folder);
        Assert.SkipWhen(before.End.Mark?.ModSeq is null, "This source does not count changes.");

        var none = await ChangedAsync(source, folder, before.End.Mark!);
        await FlagAsync(folder, all[3].Uid, ItemFlags.Seen | ItemFlags.Flagged, "Work");
        var one = await ChangedAsync(source, folder, before.End.Mark!);
        var (after, _) = await ListAsync(source, folder);
        await FlagAsync(folder, all[0].Uid, ItemFlags.Answered, "Work");
        var next = await ChangedAsync(source, folder, after.End.Mark!);
        var both = await ChangedAsync(source, folder, before.End.Mark!);

        Assert.Empty(none);
        var changed = Assert.Single(one);
        Assert.Equal((all[3].Uid, ItemFlags.Seen | ItemFlags.Flagged), (changed.Uid, changed.Flags));
        Assert.Equal(["Work"], changed.Keywords);
        Assert.True(after.End.Mark!.HoldsTheSameAs(before.End.Mark!) && after.End.Mark.ModSeq > before.End.Mark!.ModSeq);
        Assert.Equal(all[0].Uid, Assert.Single(next).Uid);
        Assert.Equal([all[0].Uid, all[3].Uid], both.Select(item => item.Uid).OrderDescending());
        var error = await Assert.ThrowsAsync<SessionException>(() => ChangedAsync(source, folder, before.End.Mark! with { UidValidity = before.UidValidity + 1 }));
        Assert.Equal(FailureCodes.SourceUidValidityChanged, error.Failure.Code);
    }

    [Fact]
    public async Task MailboxThatCanBeRead_PassesVerification()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [])]);

        await source.VerifyAsync(Cancellation);

        Assert.True(source.FetchConcurrency >= 1);
    }

    [Fact]
    public async Task Folders_AreListedParentsFirst()
    {
        await using var source = await CreateAsync([new SeedFolder(Nested, []), new SeedFolder(Nested.Parent, []), new SeedFolder(Inbox, [])]);

        var paths = (await source.ListFoldersAsync(Cancellation)).Select(folder => folder.Path).ToList();

        Assert.Contains(Inbox, paths);
        Assert.Contains(Nested, paths);
        Assert.Equal(paths.Count, paths.Distinct().Count());
        Assert.All(paths.Where(path => path.Names.Count > 1), path => Assert.InRange(paths.IndexOf(path.Parent), 0, paths.IndexOf(path) - 1));
    }

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

    [Fact]
    public async Task FolderThatIsAsItWas_BringsNothing_AndSaysHowManyItHolds()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [.. Enumerable.Range(1, 4).Select(number => SeedMessage.Plain(number))])]);
        var (first, _) = await ListAsync(source, await FolderAsync(source, Inbox));
        var again = await FolderAsync(source, Inbox);

        var (second, items) = await ListAsync(source, again, first.End.Mark!);

        Assert.Equal((0, 4), (first.End.Unchanged, first.End.Mark!.Count));
        Assert.Empty(items);
        Assert.Equal((4, 4), (second.Count, second.End.Unchanged));
        Assert.True(second.End.Mark!.HoldsTheSameAs(first.End.Mark));
        Assert.True(again.Mark?.HoldsTheSameAs(first.End.Mark) != false);
    }

    [Fact]
    public async Task EmptyFolder_IsAsItWas_TillSomethingComes()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1)])]);
        var folder = await FolderAsync(source, Inbox);
        var (full, _) = await ListAsync(source, folder);
        var empty = new FolderMark(full.UidValidity, 1, 0, null);

        var (since, items) = await ListAsync(source, folder, empty);
        await ExpungeAsync(folder, [items[0].Uid]);
        var (emptied, none) = await ListAsync(source, folder);
        var (again, _) = await ListAsync(source, folder, emptied.End.Mark!);

        Assert.Equal((0, 1), (since.End.Unchanged, items.Count));
        Assert.Empty(none);
        Assert.Equal((0, 0, 0), (emptied.End.Mark!.Count, again.Count, again.End.Unchanged));
        Assert.True(again.End.Mark!.HoldsTheSameAs(emptied.End.Mark));
    }

    [Fact]
    public async Task WhatCameSinceAMark_IsListedAlone()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [.. Enumerable.Range(1, 5).Select(number => SeedMessage.Plain(number))])]);
        var folder = await FolderAsync(source, Inbox);
        var (full, all) = await ListAsync(source, folder);
        var earlier = new FolderMark(full.UidValidity, all[1].Uid, 3, null);

        var (since, items) = await ListAsync(source, folder, earlier);

        Assert.Equal(all[..2].Select(item => item.Uid), items.Select(item => item.Uid));
        Assert.Equal(3, since.End.Unchanged);
        Assert.True(since.End.Mark!.HoldsTheSameAs(full.End.Mark!));
    }

    [Fact]
    public async Task FolderThatLostSomethingSinceAMark_IsListedWhole()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [.. Enumerable.Range(1, 5).Select(number => SeedMessage.Plain(number))])]);
        var folder = await FolderAsync(source, Inbox);
        var (full, all) = await ListAsync(source, folder);
        var earlier = new FolderMark(full.UidValidity, all[1].Uid, 3, null);

        await ExpungeAsync(folder, [all[4].Uid]);
        var (grown, afterGrowth) = await ListAsync(source, folder, earlier);
        var (less, afterLoss) = await ListAsync(source, folder, full.End.Mark!);
        var (other, ofAnother) = await ListAsync(source, folder, full.End.Mark! with { UidValidity = full.UidValidity + 1 });

        Assert.All([afterGrowth, afterLoss, ofAnother], items => Assert.Equal(all[..4].Select(item => item.Uid), items.Select(item => item.Uid)));
        Assert.All([grown, less, other], listing => Assert.Equal((0, 4), (listing.End.Unchanged, listing.End.Mark!.Count)));
    }

    [Fact]
    public async Task CancelledCall_EndsAsCancelled()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1)])]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.ListFoldersAsync(new CancellationToken(canceled: true)));
    }

    private static async Task<SourceFolder> FolderAsync(ISourceMailbox source, FolderPath path) =>
        (await source.ListFoldersAsync(Cancellation)).Single(folder => folder.Path.Equals(path));

    private static async Task<List<SourceItem>> ChangedAsync(ISourceMailbox source, SourceFolder folder, FolderMark since)
    {
        var items = new List<SourceItem>();
        await foreach (var item in source.ListChangedAsync(folder, since, Cancellation))
        {
            items.Add(item);
        }

        return items;
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
