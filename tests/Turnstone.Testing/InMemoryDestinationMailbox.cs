using System.Globalization;
using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Testing;

/// <summary>
/// A mailbox to copy into. Like Exchange it takes the same item twice without a word, so that a test sees a duplicate, and compares
/// folder names ignoring case. It never fails by itself; wrap it in <see cref="FlakyDestination"/> for one that does.
/// </summary>
public sealed class InMemoryDestinationMailbox : IDestinationMailbox
{
    private const int PageItems = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DestinationFolder> _folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Delivery> _deliveries = [];
    private readonly List<int> _batches = [];

    public DestinationLimits Limits { get; set; } = new();

    public CallMeter Verifications { get; } = new();

    public CallMeter FolderCalls { get; } = new();

    public CallMeter DeliverCalls { get; } = new();

    public CallMeter Questions { get; } = new();

    public CallMeter Searches { get; } = new();

    public CallMeter Listings { get; } = new();

    public CallMeter ReadBacks { get; } = new();

    public CallMeter StateQuestions { get; } = new();

    public CallMeter StateListings { get; } = new();

    public CallMeter StateChanges { get; } = new();

    /// <summary>Waited for before states are changed: its owner may step in.</summary>
    public Func<IReadOnlyList<StateChange>, CancellationToken, Task>? BeforeChange { get; set; }

    /// <summary>Says of an item why its state is not changed; null changes it.</summary>
    public Func<StateChange, Failure?>? RefuseChange { get; set; }

    /// <summary>Waited for before an item is read back.</summary>
    public Func<SourceKey, CancellationToken, Task>? BeforeReadBack { get; set; }

    /// <summary>Waited for before a batch is taken: a slow server, or a test that wants to step in.</summary>
    public Func<IReadOnlyList<PreparedItem>, CancellationToken, Task>? BeforeDelivery { get; set; }

    /// <summary>Waited for before a question to a folder is answered.</summary>
    public Func<CancellationToken, Task>? BeforeQuestion { get; set; }

    /// <summary>Says of an item why it is refused; null takes it.</summary>
    public Func<PreparedItem, Failure?>? Refuse { get; set; }

    /// <summary>Everything that has arrived, in order.</summary>
    public IReadOnlyList<Delivery> Deliveries
    {
        get
        {
            lock (_gate)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>The size of each batch, in order.</summary>
    public IReadOnlyList<int> Batches
    {
        get
        {
            lock (_gate)
            {
                return [.. _batches];
            }
        }
    }

    /// <summary>The folders that were asked for, in order.</summary>
    public IReadOnlyList<DestinationFolder> Folders
    {
        get
        {
            lock (_gate)
            {
                return [.. _folders.Values];
            }
        }
    }

    /// <summary>Moves items as a user does; they keep their keys.</summary>
    public void Move(Predicate<Delivery> which, string folderId) => Change(
        which, delivery => delivery with { Folder = new DestinationFolder(folderId, new DestinationPath(FolderRole.None, FolderPath.Of(folderId))) });

    /// <summary>Removes what a user deletes beyond recovery; gives how many items that were.</summary>
    public int Remove(Predicate<Delivery> which)
    {
        lock (_gate)
        {
            return _deliveries.RemoveAll(which);
        }
    }

    public Task VerifyAsync(CancellationToken cancellationToken)
    {
        using var running = Verifications.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    public Task<DestinationFolder?> FindFolderAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        using var running = FolderCalls.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_folders.TryGetValue(KeyOf(path), out var folder) ? folder with { Path = path } : null);
        }
    }

    public Task<DestinationFolder> EnsureFolderAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        using var running = FolderCalls.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        var key = KeyOf(path);
        lock (_gate)
        {
            if (!_folders.TryGetValue(key, out var folder))
            {
                folder = new DestinationFolder(string.Create(CultureInfo.InvariantCulture, $"folder-{_folders.Count + 1}"), path);
                _folders.Add(key, folder);
            }

            return Task.FromResult(folder with { Path = path });
        }
    }

    public async Task<IReadOnlyList<DeliveryResult>> DeliverAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken)
    {
        using var running = DeliverCalls.Begin();
        await (BeforeDelivery?.Invoke(items, cancellationToken) ?? Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
        var results = new List<DeliveryResult>(items.Count);
        lock (_gate)
        {
            _batches.Add(items.Count);
        }

        foreach (var item in items)
        {
            results.Add(Refuse?.Invoke(item) is { } failure
                ? new DeliveryResult.Refused(failure)
                : await TakeAsync(folder, item));
        }

        return results;
    }

    public async Task<IReadOnlyList<DeliveredItem>> FindDeliveredAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        using var running = Questions.Begin();
        await (BeforeQuestion?.Invoke(cancellationToken) ?? Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
        return Find(In(folder), keys);
    }

    public Task<IReadOnlyList<DeliveredItem>> FindAnywhereAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        using var running = Searches.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<DeliveredItem>>(Find(Deliveries, keys));
    }

    public Task<DeliveredPage> ListDeliveredAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        using var running = Listings.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        var all = Deliveries;
        var next = cursor.Offset + PageItems < all.Count ? cursor with { Offset = cursor.Offset + PageItems } : (DeliveredCursor?)null;
        return Task.FromResult(new DeliveredPage([.. all.Skip(cursor.Offset).Take(PageItems).Select(ToDelivered)], next));
    }

    public async IAsyncEnumerable<ReadBack> ReadBackAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var running = ReadBacks.Begin();
        var spool = new ContentSpool();
        foreach (var key in keys.Distinct())
        {
            await (BeforeReadBack?.Invoke(key, cancellationToken) ?? Task.CompletedTask);
            cancellationToken.ThrowIfCancellationRequested();
            if (In(folder).Find(delivery => delivery.SourceKey == key) is not { } delivery)
            {
                yield return new ReadBack.Missing(key);
                continue;
            }

            await using var writer = spool.Write(delivery.Content.Length);
            await writer.WriteAsync(delivery.Content, cancellationToken);
            yield return new ReadBack.Found(key, writer.Complete())
            {
                Received = delivery.Item.Received,
                Sent = delivery.Item.Sent,
                Flags = delivery.Item.Flags,
                Categories = delivery.Item.Categories,
            };
        }
    }

    public Task<IReadOnlyList<StatedItem>> FindStatesAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        using var running = StateQuestions.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = keys.ToHashSet();
        return Task.FromResult<IReadOnlyList<StatedItem>>(
            [.. Deliveries.Where(delivery => wanted.Contains(delivery.SourceKey)).OrderBy(delivery => delivery.Folder.Id == folder.Id ? 0 : 1)
                .DistinctBy(delivery => delivery.SourceKey).Select(ToStated)]);
    }

    public Task<StatedPage> ListStatesAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        using var running = StateListings.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        var all = Deliveries;
        var next = cursor.Offset + PageItems < all.Count ? cursor with { Offset = cursor.Offset + PageItems } : (DeliveredCursor?)null;
        return Task.FromResult(new StatedPage([.. all.Skip(cursor.Offset).Take(PageItems).Select(ToStated)], next));
    }

    public async Task<IReadOnlyList<StateChangeResult>> ChangeStatesAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        using var running = StateChanges.Begin();
        await (BeforeChange?.Invoke(changes, cancellationToken) ?? Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return [.. changes.Select(ChangeState)];
        }
    }

    /// <summary>Changes the state of what has arrived as its owner does in Outlook.</summary>
    public void Touch(Predicate<Delivery> which, ItemFlags flags, params IReadOnlyList<string> categories) =>
        Change(which, delivery => delivery with { Item = delivery.Item with { Flags = flags, Categories = categories }, Version = Guid.NewGuid() });

    /// <summary>Changes what has arrived, as a fault of the server or a person would.</summary>
    public void Change(Predicate<Delivery> which, Func<Delivery, Delivery> change)
    {
        lock (_gate)
        {
            for (var i = 0; i < _deliveries.Count; i++)
            {
                _deliveries[i] = which(_deliveries[i]) ? change(_deliveries[i]) : _deliveries[i];
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What of an item outlives its delivery: its bytes are the transfer's and gone soon.</summary>
    internal static async Task<ReadOnlyMemory<byte>> CopyAsync(ItemContent content)
    {
        using var copy = new MemoryStream();
        await using var stream = content.OpenRead();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    internal void Put(Delivery delivery)
    {
        lock (_gate)
        {
            _deliveries.Add(delivery);
        }
    }

    private static List<DeliveredItem> Find(IEnumerable<Delivery> deliveries, IReadOnlyCollection<SourceKey> keys)
    {
        var wanted = keys.ToHashSet();
        return [.. deliveries.Where(delivery => wanted.Contains(delivery.SourceKey)).DistinctBy(delivery => delivery.SourceKey).Select(ToDelivered)];
    }

    private static DeliveredItem ToDelivered(Delivery delivery) => new(delivery.SourceKey, delivery.Item.ContentKey);

    private static StatedItem ToStated(Delivery delivery) =>
        new(delivery.SourceKey, new ItemVersion(delivery.SourceKey.ToString(), delivery.Version.ToString()), delivery.Item.State, delivery.Given);

    private StateChangeResult ChangeState(StateChange change)
    {
        if (RefuseChange?.Invoke(change) is { } failure)
        {
            return new StateChangeResult.Refused(failure);
        }

        var at = _deliveries.FindIndex(delivery => delivery.SourceKey.ToString() == change.Item.Version.Id);
        if (at < 0)
        {
            return new StateChangeResult.Gone();
        }

        var delivery = _deliveries[at];
        if (delivery.Version.ToString() != change.Item.Version.Change)
        {
            return new StateChangeResult.Touched();
        }

        var unsent = delivery.Item.Flags & ItemFlags.Draft;
        _deliveries[at] = delivery with
        {
            Item = delivery.Item with { Flags = change.Wanted.Flags | unsent, Categories = change.Wanted.Categories },
            Given = change.Wanted.Mark,
            Version = Guid.NewGuid(),
        };
        return new StateChangeResult.Changed();
    }

    private async Task<DeliveryResult> TakeAsync(DestinationFolder folder, PreparedItem item)
    {
        Put(new Delivery(folder, item, await CopyAsync(item.Content)));
        return new DeliveryResult.Delivered();
    }

    private List<Delivery> In(DestinationFolder folder)
    {
        lock (_gate)
        {
            return _deliveries.FindAll(delivery => delivery.Folder.Id == folder.Id);
        }
    }

    private static string KeyOf(DestinationPath path) => $"{path.Anchor}\0{string.Join('\0', path.Below.Names)}";
}
