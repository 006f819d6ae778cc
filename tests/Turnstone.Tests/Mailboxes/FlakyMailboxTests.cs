using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

/// <summary>The troubles other tests rely on do what they say.</summary>
public sealed class FlakyMailboxTests : IDisposable
{
    private readonly InMemoryDestinationMailbox _there = new();
    private readonly SteppedTime _time = new();
    private readonly PreparedBatch _batch = new(3);
    private readonly FlakyDestination _flaky;

    public FlakyMailboxTests() => _flaky = new FlakyDestination(_there, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _batch.Dispose();

    [Fact]
    public async Task LostReply_LeavesTheItemsThere()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost()));

        var lost = await Assert.ThrowsAsync<SessionException>(DeliverAsync);

        Assert.Equal(RequestFate.MayStillRun, lost.Fate);
        Assert.Equal(3, _there.Deliveries.Count);
    }

    [Fact]
    public async Task LateArrival_IsThereOnlyAfterItsTime_WithItsBytes()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(40)));
        var folder = await FolderAsync();
        SourceKey[] keys = [.. _batch.Items.Select(item => item.SourceKey)];

        await Assert.ThrowsAsync<SessionException>(DeliverAsync);
        _batch.Dispose();
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.Empty(await _flaky.FindDeliveredAsync(folder, keys, Cancellation));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(3, (await _flaky.FindDeliveredAsync(folder, keys, Cancellation)).Count);
        Assert.Equal(SeedMessage.Plain(2).Content.ToArray(), _there.Deliveries[1].Content.ToArray());
    }

    [Fact]
    public async Task LateArrival_ComesEvenWhenTheClientIsGone()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(40)));
        await Assert.ThrowsAsync<SessionException>(DeliverAsync);

        await _flaky.DisposeAsync();

        Assert.Equal(3, _there.Deliveries.Count);
    }

    [Fact]
    public async Task OneItemRefused_LeavesTheOthersDelivered_InOrder()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.OneItem(1, new DeliveryResult.Refused(Trouble.Refused())));

        var results = await DeliverAsync();

        Assert.IsType<DeliveryResult.Delivered>(results[0]);
        Assert.IsType<DeliveryResult.Refused>(results[1]);
        Assert.IsType<DeliveryResult.Delivered>(results[2]);
        Assert.Equal([1u, 3u], _there.Deliveries.Select(delivery => delivery.SourceKey.Uid));
    }

    [Fact]
    public async Task ItemsNotTried_AreNotThere()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.FromItem(1, new DeliveryResult.NotTried(Trouble.Refused(retry: RetryAdvice.Soon))));

        var results = await DeliverAsync();

        Assert.Equal(2, results.OfType<DeliveryResult.NotTried>().Count());
        Assert.Equal(1u, Assert.Single(_there.Deliveries).SourceKey.Uid);
    }

    [Fact]
    public async Task Throttled_SendsNothingAndNamesTheDelay_AndTheNextCallGoesThrough()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.Lost(Trouble.Throttled(TimeSpan.FromSeconds(9))));

        var throttled = await Assert.ThrowsAsync<SessionException>(DeliverAsync);
        Assert.Empty(_there.Deliveries);
        await DeliverAsync();

        Assert.Equal(RetryAdvice.After(TimeSpan.FromSeconds(9)), throttled.Failure.Retry);
        Assert.Equal(3, _there.Deliveries.Count);
    }

    [Fact]
    public async Task ItemThatKillsTheConnection_DoesSoEveryTime_AndThoseBeforeItArrive()
    {
        _flaky.KillsConnection = item => item.SourceKey.Uid == 2;

        await Assert.ThrowsAsync<SessionException>(DeliverAsync);
        await Assert.ThrowsAsync<SessionException>(DeliverAsync);

        Assert.Equal([1u, 1u], _there.Deliveries.Select(delivery => delivery.SourceKey.Uid));
    }

    [Fact]
    public async Task StalledDelivery_EndsOnlyWhenCancelled()
    {
        _flaky.OnDelivery(1, new DeliveryTrouble.Stalls());
        using var cancel = new CancellationTokenSource();
        var folder = await FolderAsync();

        var call = _flaky.DeliverAsync(folder, _batch.Items, cancel.Token);
        await _flaky.Stalled;
        Assert.False(call.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task DeadDestination_StaysDeadUntilRevived()
    {
        var folder = await FolderAsync();
        _flaky.Die(Trouble.Denied());

        await Assert.ThrowsAsync<SessionException>(() => _flaky.VerifyAsync(Cancellation));
        await Assert.ThrowsAsync<SessionException>(() => _flaky.FindDeliveredAsync(folder, [], Cancellation));
        _flaky.Die(null);

        await _flaky.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task FetchThatDies_GivesItsItemsFirst_AndTheNextGoesThrough()
    {
        var (source, folder, items) = await SourceAsync();
        source.On(SourceCall.Fetch, 1, Trouble.SourceLost(), afterItems: 2);
        var given = new List<FetchedItem>();

        await Assert.ThrowsAsync<SessionException>(() => FetchAsync(source, folder, items, given));
        Assert.Equal(2, given.Count);
        await FetchAsync(source, folder, items, given);

        Assert.Equal(5, given.Count);
    }

    [Fact]
    public async Task VanishedAndUnreadableItems_AreAnsweredAsSuch()
    {
        var (source, folder, items) = await SourceAsync();
        source.Vanished = item => item.Uid == 1;
        source.Unreadable = item => item.Uid == 2;
        var given = new List<FetchedItem>();

        await FetchAsync(source, folder, items, given);

        Assert.Equal([typeof(FetchedItem.Read), typeof(FetchedItem.Unreadable), typeof(FetchedItem.Vanished)], given.Select(item => item.GetType()));
    }

    [Fact]
    public async Task ListingThatDies_GivesItsItemsFirst()
    {
        var (source, folder, _) = await SourceAsync();
        source.On(SourceCall.ListItems, 2, Trouble.SourceLost(), afterItems: 1);
        var listing = await source.ListItemsAsync(folder, since: null, Cancellation);
        var given = 0;

        await Assert.ThrowsAsync<SessionException>(async () =>
        {
            await foreach (var _ in listing.Items)
            {
                given++;
            }
        });

        Assert.Equal(1, given);
    }

    private static async Task<(FlakySource Source, SourceFolder Folder, IReadOnlyList<SourceItem> Items)> SourceAsync()
    {
        var mailbox = new InMemorySourceMailbox();
        var inbox = mailbox.AddFolder("INBOX");
        for (var number = 1; number <= 3; number++)
        {
            inbox.Add(SeedMessage.Plain(number));
        }

        var source = new FlakySource(mailbox);
        var listing = await source.ListItemsAsync(inbox.Description, since: null, Cancellation);
        var items = new List<SourceItem>();
        await foreach (var item in listing.Items)
        {
            items.Add(item);
        }

        return (source, inbox.Description, items);
    }

    private static async Task FetchAsync(FlakySource source, SourceFolder folder, IReadOnlyList<SourceItem> items, List<FetchedItem> given)
    {
        await foreach (var item in source.FetchAsync(folder, 1, items, Cancellation))
        {
            (item as FetchedItem.Read)?.Content.Dispose();
            given.Add(item);
        }
    }

    private Task<DestinationFolder> FolderAsync() =>
        _there.EnsureFolderAsync(new DestinationPath(FolderRole.Inbox, FolderPath.Top), Cancellation);

    private async Task<IReadOnlyList<DeliveryResult>> DeliverAsync() =>
        await _flaky.DeliverAsync(await FolderAsync(), _batch.Items, Cancellation);
}
