using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>
/// A source with a script of troubles by number of the call, the first being 1. What is not in the script goes through. Write the script
/// before the first call.
/// </summary>
public sealed class FlakySource(ISourceMailbox inner) : ISourceMailbox
{
    private readonly Dictionary<(SourceCall, int), (int After, SessionException Exception)> _calls = [];
    private readonly Dictionary<(SourceCall, int), int> _stalls = [];
    private readonly int[] _numbers = new int[Enum.GetValues<SourceCall>().Length];
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SessionException? _dead;

    /// <summary>Items that are gone when they are fetched.</summary>
    public Func<SourceItem, bool>? Vanished { get; set; }

    /// <summary>Items the server will not hand out.</summary>
    public Func<SourceItem, bool>? Unreadable { get; set; }

    /// <summary>Items at which every fetch loses its connection.</summary>
    public Func<SourceItem, bool>? KillsConnection { get; set; }

    /// <summary>Ends when a call has begun to stall.</summary>
    public Task Stalled => _stalled.Task;

    public int FetchConcurrency => inner.FetchConcurrency;

    public void ExpectFetches() => inner.ExpectFetches();

    /// <summary>
    /// Puts an exception in the script for the call of this kind and number. A listing of items or a fetch first gives
    /// <paramref name="afterItems"/> items.
    /// </summary>
    public FlakySource On(SourceCall call, int number, SessionException exception, int afterItems = 0)
    {
        _calls.Add((call, number), (afterItems, exception));
        return this;
    }

    /// <summary>The call of this kind and number never ends, until it is cancelled; a listing of items or a fetch first gives some items.</summary>
    public FlakySource StallOn(SourceCall call, int number, int afterItems = 0)
    {
        _stalls.Add((call, number), afterItems);
        return this;
    }

    /// <summary>From now on every call ends with this; null ends that.</summary>
    public void Die(SessionException? exception) => _dead = exception;

    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        await AtAsync(SourceCall.Verify, Begin(SourceCall.Verify), 0, cancellationToken);
        await inner.VerifyAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken)
    {
        await AtAsync(SourceCall.ListFolders, Begin(SourceCall.ListFolders), 0, cancellationToken);
        return await inner.ListFoldersAsync(cancellationToken);
    }

    public async Task<SourceListing> ListItemsAsync(SourceFolder folder, FolderMark? since, CancellationToken cancellationToken)
    {
        var number = Begin(SourceCall.ListItems);
        await AtAsync(SourceCall.ListItems, number, 0, cancellationToken);
        var listing = await inner.ListItemsAsync(folder, since, cancellationToken);
        return listing with { Items = ListAsync(listing.Items, number, cancellationToken) };
    }

    public async IAsyncEnumerable<SourceItem> ListChangedAsync(
        SourceFolder folder, FolderMark since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (number, given) = (Begin(SourceCall.ListChanged), 0);
        await AtAsync(SourceCall.ListChanged, number, given, cancellationToken);
        await foreach (var item in inner.ListChangedAsync(folder, since, cancellationToken))
        {
            yield return item;
            await AtAsync(SourceCall.ListChanged, number, ++given, cancellationToken);
        }
    }

    public async IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder,
        uint uidValidity,
        IReadOnlyList<SourceItem> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = Begin(SourceCall.Fetch);
        var given = 0;
        await AtAsync(SourceCall.Fetch, number, given, cancellationToken);
        await foreach (var fetched in inner.FetchAsync(folder, uidValidity, items, cancellationToken))
        {
            if (KillsConnection?.Invoke(fetched.Item) == true)
            {
                DisposeContent(fetched);
                throw Trouble.SourceLost();
            }

            yield return Change(fetched);
            await AtAsync(SourceCall.Fetch, number, ++given, cancellationToken);
        }
    }

    public async Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        await AtAsync(SourceCall.FindItems, Begin(SourceCall.FindItems), 0, cancellationToken);
        return await inner.FindItemsAsync(folder, uidValidity, uids, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async IAsyncEnumerable<SourceItem> ListAsync(
        IAsyncEnumerable<SourceItem> items, int number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = 0;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            yield return item;
            await AtAsync(SourceCall.ListItems, number, ++given, cancellationToken);
        }
    }

    private FetchedItem Change(FetchedItem fetched)
    {
        if (Vanished?.Invoke(fetched.Item) == true)
        {
            DisposeContent(fetched);
            return new FetchedItem.Vanished(fetched.Item);
        }

        if (Unreadable?.Invoke(fetched.Item) == true)
        {
            DisposeContent(fetched);
            return new FetchedItem.Unreadable(fetched.Item, Trouble.Unreadable());
        }

        return fetched;
    }

    private static void DisposeContent(FetchedItem fetched) => (fetched as FetchedItem.Read)?.Content.Dispose();

    private int Begin(SourceCall call) =>
        _dead is { } exception ? throw exception : Interlocked.Increment(ref _numbers[(int)call]);

    private async Task AtAsync(SourceCall call, int number, int given, CancellationToken cancellationToken)
    {
        if (_dead is { } dead)
        {
            throw dead;
        }

        if (_calls.TryGetValue((call, number), out var trouble) && trouble.After == given)
        {
            throw trouble.Exception;
        }

        if (_stalls.TryGetValue((call, number), out var after) && after == given)
        {
            _stalled.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
