using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// A mailbox on an IMAP server, read by MailKit. It only ever says EXAMINE, LIST, STATUS and FETCH with BODY.PEEK: nothing here can set
/// a flag, move or delete.
/// </summary>
public sealed class ImapSourceMailbox : ISourceMailbox
{
    private readonly ImapSessionPool _pool;
    private readonly ContentSpool _spool;

    /// <param name="options">The mailbox; nothing is connected before the first call.</param>
    /// <param name="time">The clock that judges the age of connections.</param>
    public ImapSourceMailbox(ImapSourceOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Connections, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Connections, 10, nameof(options));
        _pool = new ImapSessionPool(options, time);
        _spool = options.Spool;
    }

    /// <inheritdoc/>
    public int FetchConcurrency => _pool.FetchesAtOnce;

    /// <inheritdoc/>
    public void ExpectFetches() => _pool.OpenAhead();

    /// <inheritdoc/>
    public async Task VerifyAsync(CancellationToken cancellationToken) => await ListFoldersAsync(withCounts: false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken) => ListFoldersAsync(withCounts: true, cancellationToken);

    /// <inheritdoc/>
    public Task<SourceListing> ListItemsAsync(SourceFolder folder, FolderMark? since, CancellationToken cancellationToken) =>
        new ImapItemListing(_pool, folder).OpenAsync(since, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListChangedAsync(SourceFolder folder, FolderMark since, CancellationToken cancellationToken) =>
        new ImapChangedListing(_pool, folder, since).ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyList<SourceItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            yield break;
        }

        // One waits to be taken while the next is read; then the server waits too.
        var results = Channel.CreateBounded<FetchedItem>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetch = FetchAllAsync(new ImapItemFetch(_pool, folder, uidValidity, _spool, results.Writer), items, results.Writer, abandoned.Token);
        try
        {
            await foreach (var item in results.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }

            await fetch;
        }
        finally
        {
            await abandoned.CancelAsync();
            await fetch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (results.Reader.TryRead(out var left))
            {
                (left as FetchedItem.Read)?.Content.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken) =>
        new ImapItemLookup(_pool, folder, uidValidity).FindAsync(uids, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private async Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(bool withCounts, CancellationToken cancellationToken)
    {
        await using var lease = await _pool.RentFetchingAsync(folder: null, cancellationToken);
        var listed = await lease.Session.LearnFoldersAsync(withCounts, cancellationToken);
        lease.LeaveInOrder();
        return ImapFolderTree.From(listed, lease.Session.Client);
    }

    private static async Task FetchAllAsync(
        ImapItemFetch fetch, IReadOnlyList<SourceItem> items, ChannelWriter<FetchedItem> results, CancellationToken cancellationToken)
    {
        try
        {
            await fetch.RunAsync(items, cancellationToken);
        }
        finally
        {
            results.Complete();
        }
    }
}
