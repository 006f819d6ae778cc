using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class SourceMailboxConformance
{
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

    private static async Task<List<SourceItem>> ChangedAsync(ISourceMailbox source, SourceFolder folder, FolderMark since)
    {
        var items = new List<SourceItem>();
        await foreach (var item in source.ListChangedAsync(folder, since, Cancellation))
        {
            items.Add(item);
        }

        return items;
    }
}
