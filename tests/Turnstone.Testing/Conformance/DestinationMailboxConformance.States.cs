using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class DestinationMailboxConformance
{
    private static readonly ItemState Plain = new(ItemFlags.None, []);

    public static TheoryData<ItemFlags, string[], ItemFlags, string[]> Changes => new()
    {
        { ItemFlags.None, [], ItemFlags.Seen, [] },
        { ItemFlags.Seen, [], ItemFlags.None, [] },
        { ItemFlags.None, [], ItemFlags.Flagged | ItemFlags.Seen, [] },
        { ItemFlags.Flagged, [], ItemFlags.None, [] },
        { ItemFlags.None, [], ItemFlags.Answered, [] },
        { ItemFlags.Seen | ItemFlags.Answered, [], ItemFlags.Seen | ItemFlags.Forwarded, [] },
        { ItemFlags.Forwarded, [], ItemFlags.None, [] },
        { ItemFlags.None, [], ItemFlags.None, ["Kunde", "Red Category"] },
        { ItemFlags.None, ["Kunde", "Red Category"], ItemFlags.None, ["Kunde"] },
        { ItemFlags.Seen, ["Kunde"], ItemFlags.Seen, [] },
        { ItemFlags.Draft, [], ItemFlags.Draft | ItemFlags.Seen | ItemFlags.Flagged, ["Später"] },
    };

    [Fact]
    public async Task DeliveredItems_AreSeenInTheStateTheyWereGiven_AndUntouched()
    {
        await using var destination = await CreateAsync();
        var inbox = await destination.EnsureFolderAsync(Inbox, Cancellation);
        var below = await destination.EnsureFolderAsync(new DestinationPath(FolderRole.Inbox, FolderPath.Of("Below")), Cancellation);
        using var batch = new PreparedBatch(4);
        PreparedItem[] sent =
        [
            batch.Items[0],
            batch.Items[1] with { Flags = ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Answered | ItemFlags.Deleted, Categories = ["Red Category", "Kunde"] },
            batch.Items[2] with { Flags = ItemFlags.Forwarded | ItemFlags.Draft },
        ];
        await destination.DeliverAsync(inbox, sent[..2], Cancellation);
        await destination.DeliverAsync(below, sent[2..], Cancellation);

        var found = await destination.FindStatesAsync(inbox, [.. batch.Items.Select(item => item.SourceKey)], Cancellation);
        var listed = await ListStatesAsync(destination);

        foreach (var seen in new[] { found, listed })
        {
            Assert.Equal(sent.Select(item => (item.SourceKey, item.State)), seen.OrderBy(item => item.SourceKey.Uid).Select(item => (item.SourceKey, item.Now)));
            Assert.All(seen, item => Assert.True(item.IsUntouched));
        }

        Assert.Empty(await destination.FindStatesAsync(inbox, [], Cancellation));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ChangedState_IsThere_WithItsMark_AndOnlyThere(ItemFlags from, string[] before, ItemFlags to, string[] after)
    {
        await using var destination = await CreateAsync();
        var inbox = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(2);
        await destination.DeliverAsync(inbox, [.. batch.Items.Select(item => item with { Flags = from, Categories = before })], Cancellation);
        var other = batch.Items[1].SourceKey;
        var untouched = (await destination.FindStatesAsync(inbox, [other], Cancellation)).Single();
        var wanted = new ItemState(to, after);

        var item = (await destination.FindStatesAsync(inbox, [batch.Items[0].SourceKey], Cancellation)).Single();
        var results = await destination.ChangeStatesAsync([new StateChange(item, wanted)], Cancellation);

        Assert.IsType<StateChangeResult.Changed>(Assert.Single(results));
        var now = (await destination.FindStatesAsync(inbox, [batch.Items[0].SourceKey], Cancellation)).Single();
        Assert.Equal(wanted, now.Now);
        Assert.True(now.IsUntouched);
        Assert.Equal(untouched, (await destination.FindStatesAsync(inbox, [other], Cancellation)).Single());
        await foreach (var answer in destination.ReadBackAsync(inbox, [batch.Items[0].SourceKey], Cancellation))
        {
            var back = Assert.IsType<ReadBack.Found>(answer);
            back.Content.Dispose();
            Assert.Equal((from.HasFlag(ItemFlags.Draft), batch.Items[0].Received), (back.Flags.HasFlag(ItemFlags.Draft), back.Received));
        }
    }

    [Fact]
    public async Task ItemThatChangedSinceItWasLookedAt_IsLeftAsItIs()
    {
        await using var destination = await CreateAsync();
        var inbox = await destination.EnsureFolderAsync(Inbox, Cancellation);
        using var batch = new PreparedBatch(2);
        await destination.DeliverAsync(inbox, batch.Items, Cancellation);
        var keys = batch.Items.Select(item => item.SourceKey).ToList();
        var looked = (await destination.FindStatesAsync(inbox, keys, Cancellation)).OrderBy(item => item.SourceKey.Uid).ToList();
        var flagged = new ItemState(ItemFlags.Flagged, []);
        await destination.ChangeStatesAsync([new StateChange(looked[0], flagged)], Cancellation);

        var results = await destination.ChangeStatesAsync([.. looked.Select(item => new StateChange(item, new ItemState(ItemFlags.Seen, ["Late"])))], Cancellation);

        Assert.IsType<StateChangeResult.Touched>(results[0]);
        Assert.IsType<StateChangeResult.Changed>(results[1]);
        Assert.Equal(flagged, (await destination.FindStatesAsync(inbox, keys, Cancellation)).Single(item => item.SourceKey.Uid == 1).Now);
    }

    [Fact]
    public async Task NoChange_IsNoRequest()
    {
        await using var destination = await CreateAsync();

        Assert.Empty(await destination.ChangeStatesAsync([], Cancellation));
        Assert.Equal(Plain, new ItemState(ItemFlags.Deleted | ItemFlags.Draft, []));
    }

    private static async Task<IReadOnlyList<StatedItem>> ListStatesAsync(IDestinationMailbox destination)
    {
        var items = new Dictionary<SourceKey, StatedItem>();
        for (DeliveredCursor? from = default(DeliveredCursor); from is { } cursor;)
        {
            var page = await destination.ListStatesAsync(cursor, Cancellation);
            foreach (var item in page.Items)
            {
                items.TryAdd(item.SourceKey, item);
            }

            from = page.Next;
        }

        return [.. items.Values];
    }
}
