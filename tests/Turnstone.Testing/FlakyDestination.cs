using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Testing;

/// <summary>
/// A destination with a script of troubles by number of the call, the first being 1. What is not in the script goes through. Write the
/// script before the first call.
/// </summary>
public sealed class FlakyDestination(IDestinationMailbox inner, TimeProvider? time = null) : IDestinationMailbox
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _start = (time ?? TimeProvider.System).GetTimestamp();
    private readonly Dictionary<int, DeliveryTrouble> _deliveries = [];
    private readonly Dictionary<(DestinationCall, int), SessionException> _calls = [];
    private readonly Dictionary<int, (int Items, SessionException Exception)> _changes = [];
    private readonly int[] _numbers = new int[Enum.GetValues<DestinationCall>().Length];
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Due, DestinationFolder Folder, IReadOnlyList<PreparedItem> Items)> _late = [];
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SessionException? _dead;

    /// <summary>An item whose batch never gets an answer; the items before it are taken each time.</summary>
    public Func<PreparedItem, bool>? KillsConnection { get; set; }

    /// <summary>How a batch with such an item ends; default <see cref="Trouble.ReplyLost"/>.</summary>
    public Func<SessionException> KilledWith { get; set; } = Trouble.ReplyLost;

    /// <summary>Ends when a call has begun to stall.</summary>
    public Task Stalled => _stalled.Task;

    public DestinationLimits Limits => inner.Limits;

    /// <summary>Puts a trouble in the script for the delivery of this number.</summary>
    public FlakyDestination OnDelivery(int number, DeliveryTrouble trouble)
    {
        _deliveries.Add(number, trouble);
        return this;
    }

    /// <summary>Puts an exception in the script for the call of this kind and number; each page of a listing is a call.</summary>
    public FlakyDestination On(DestinationCall call, int number, SessionException exception)
    {
        _calls.Add((call, number), exception);
        return this;
    }

    /// <summary>Puts in the script for the change of states of this number that so many items are changed and then no answer comes.</summary>
    public FlakyDestination OnChange(int number, int items, SessionException exception)
    {
        _changes.Add(number, (items, exception));
        return this;
    }

    /// <summary>From now on every call ends with this; null ends that.</summary>
    public void Die(SessionException? exception) => _dead = exception;

    public Task VerifyAsync(CancellationToken cancellationToken) =>
        ThroughAsync(DestinationCall.Verify, () => inner.VerifyAsync(cancellationToken), cancellationToken);

    public async Task<DestinationFolder> EnsureFolderAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.EnsureFolder, cancellationToken);
        return await inner.EnsureFolderAsync(path, cancellationToken);
    }

    public async Task<DestinationFolder?> FindFolderAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.EnsureFolder, cancellationToken);
        return await inner.FindFolderAsync(path, cancellationToken);
    }

    public async Task<IReadOnlyList<DeliveryResult>> DeliverAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken)
    {
        var number = await BeginAsync(DestinationCall.Deliver, cancellationToken);
        if (KillsConnection is { } kills && items.Select((item, index) => (item, index)).FirstOrDefault(entry => kills(entry.item)) is { item: not null } killer)
        {
            await TakeAsync(folder, [.. items.Take(killer.index)], cancellationToken);
            throw KilledWith();
        }

        switch (_deliveries.GetValueOrDefault(number))
        {
            case null:
                return await inner.DeliverAsync(folder, items, cancellationToken);
            case DeliveryTrouble.Lost lost:
                throw lost.Exception;
            case DeliveryTrouble.TakenThenLost taken:
                await TakeAsync(folder, [.. items.Take(taken.Items ?? items.Count)], cancellationToken);
                throw taken.Exception;
            case DeliveryTrouble.ArrivesLate late:
                await KeepAsync(_time.GetElapsedTime(_start) + late.After, folder, items);
                throw Trouble.ReplyLost();
            case DeliveryTrouble.OneItem one:
                return await TakeAllButAsync(folder, items, index => index == one.Index, one.Result, cancellationToken);
            case DeliveryTrouble.FromItem from:
                return await TakeAllButAsync(folder, items, index => index >= from.Index, from.Result, cancellationToken);
            case DeliveryTrouble.TakenBut but:
                await TakeAsync(folder, items, cancellationToken);
                return [.. items.Select(_ => but.Result)];
            case DeliveryTrouble.Stalls:
                _stalled.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
                throw Trouble.ReplyLost();
            case var other:
                throw new InvalidOperationException($"{other} is no trouble this mailbox knows.");
        }
    }

    public async Task<IReadOnlyList<DeliveredItem>> FindDeliveredAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.FindDelivered, cancellationToken);
        return await inner.FindDeliveredAsync(folder, keys, cancellationToken);
    }

    public async Task<IReadOnlyList<DeliveredItem>> FindAnywhereAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.FindAnywhere, cancellationToken);
        return await inner.FindAnywhereAsync(keys, cancellationToken);
    }

    public async Task<DeliveredPage> ListDeliveredAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.ListDelivered, cancellationToken);
        return await inner.ListDeliveredAsync(cursor, cancellationToken);
    }

    public async IAsyncEnumerable<ReadBack> ReadBackAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.ReadBack, cancellationToken);
        await foreach (var answer in inner.ReadBackAsync(folder, keys, cancellationToken))
        {
            yield return answer;
        }
    }

    public async Task<IReadOnlyList<StatedItem>> FindStatesAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.FindStates, cancellationToken);
        return await inner.FindStatesAsync(folder, keys, cancellationToken);
    }

    public async Task<StatedPage> ListStatesAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        await BeginAsync(DestinationCall.ListStates, cancellationToken);
        return await inner.ListStatesAsync(cursor, cancellationToken);
    }

    public async Task<IReadOnlyList<StateChangeResult>> ChangeStatesAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        var number = await BeginAsync(DestinationCall.ChangeStates, cancellationToken);
        if (!_changes.TryGetValue(number, out var trouble))
        {
            return await inner.ChangeStatesAsync(changes, cancellationToken);
        }

        StateChange[] done = [.. changes.Take(trouble.Items)];
        _ = done.Length == 0 ? [] : await inner.ChangeStatesAsync(done, cancellationToken);
        throw trouble.Exception;
    }

    public async ValueTask DisposeAsync()
    {
        // A server does not care that its client has gone.
        await ArriveAsync(all: true);
        await inner.DisposeAsync();
    }

    private async Task ThroughAsync(DestinationCall call, Func<Task> run, CancellationToken cancellationToken)
    {
        await BeginAsync(call, cancellationToken);
        await run();
    }

    private async Task<int> BeginAsync(DestinationCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ArriveAsync(all: false);
        var number = Interlocked.Increment(ref _numbers[(int)call]);
        if ((_dead ?? _calls.GetValueOrDefault((call, number))) is { } exception)
        {
            throw exception;
        }

        return number;
    }

    private async Task TakeAsync(DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken)
    {
        if (items.Count > 0)
        {
            await inner.DeliverAsync(folder, items, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<DeliveryResult>> TakeAllButAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, Predicate<int> leave, DeliveryResult result, CancellationToken cancellationToken)
    {
        PreparedItem[] taken = [.. items.Where((_, index) => !leave(index))];
        var results = new Queue<DeliveryResult>(taken.Length == 0 ? [] : await inner.DeliverAsync(folder, taken, cancellationToken));
        return [.. items.Select((_, index) => leave(index) ? result : results.Dequeue())];
    }

    private async Task KeepAsync(TimeSpan due, DestinationFolder folder, IReadOnlyList<PreparedItem> items)
    {
        // Copies: the transfer gives its bytes back as soon as the call has ended.
        var spool = new ContentSpool();
        var kept = new List<PreparedItem>();
        foreach (var item in items)
        {
            using var writer = spool.Write(item.Content.Length);
            await using var stream = item.Content.OpenRead();
            await stream.CopyToAsync(writer);
            kept.Add(item with { Content = writer.Complete() });
        }

        lock (_gate)
        {
            _late.Add((due, folder, kept));
        }
    }

    private async Task ArriveAsync(bool all)
    {
        List<(TimeSpan Due, DestinationFolder Folder, IReadOnlyList<PreparedItem> Items)> due;
        lock (_gate)
        {
            due = _late.FindAll(late => all || late.Due <= _time.GetElapsedTime(_start));
            _late.RemoveAll(due.Contains);
        }

        foreach (var (_, folder, items) in due)
        {
            await inner.DeliverAsync(folder, items, CancellationToken.None);
            foreach (var item in items)
            {
                item.Content.Dispose();
            }
        }
    }
}
