using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Testing;

/// <summary>A mailbox to copy from that never fails; wrap it in <see cref="FlakySource"/> for one that does.</summary>
public sealed class InMemorySourceMailbox : ISourceMailbox
{
    private readonly ContentSpool _spool = new();
    private readonly List<InMemorySourceFolder> _folders = [];

    public int FetchConcurrency { get; init; } = 4;

    /// <inheritdoc/>
    public void ExpectFetches()
    {
        // It has no sessions.
    }

    public CallMeter Verifications { get; } = new();

    public CallMeter FolderListings { get; } = new();

    public CallMeter ItemListings { get; } = new();

    public CallMeter Fetches { get; } = new();

    public CallMeter Lookups { get; } = new();

    /// <summary>What it tells of its folders; default all.</summary>
    public MarkGiving Marks { get; init; }

    /// <summary>Whether its marks say how often something has changed (CONDSTORE); default yes.</summary>
    public bool CountsChanges { get; init; } = true;

    public CallMeter ChangeListings { get; } = new();

    /// <summary>Items given out by listings.</summary>
    public long ItemsListed { get; private set; }

    /// <summary>Waited for before each answer of a fetch: a slow line, or a test that wants to step in.</summary>
    public Func<SourceItem, CancellationToken, Task>? BeforeAnswer { get; set; }

    /// <summary>Adds a folder named as its path is written.</summary>
    public InMemorySourceFolder AddFolder(string path, uint uidValidity = 1, FolderRole role = FolderRole.None) => AddFolder(
        new SourceFolder { Id = new SourceFolderId(path), Path = FolderPath.Of(path.Split('/')), Role = role }, uidValidity);

    /// <summary>Adds a folder.</summary>
    public InMemorySourceFolder AddFolder(SourceFolder description, uint uidValidity = 1)
    {
        var folder = new InMemorySourceFolder(description, uidValidity);
        lock (_folders)
        {
            _folders.Add(folder);
        }

        return folder;
    }

    /// <summary>Gives a folder another name, as a user does: its items keep their UIDs, and its UIDVALIDITY stays.</summary>
    public InMemorySourceFolder Rename(InMemorySourceFolder folder, string path)
    {
        lock (_folders)
        {
            folder.Rename(new SourceFolderId(path), FolderPath.Of(path.Split('/')));
            return folder;
        }
    }

    /// <summary>Deletes a folder with what is in it.</summary>
    public void RemoveFolder(InMemorySourceFolder folder)
    {
        lock (_folders)
        {
            _folders.Remove(folder);
        }
    }

    public Task VerifyAsync(CancellationToken cancellationToken)
    {
        using var running = Verifications.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken)
    {
        using var running = FolderListings.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_folders)
        {
            return Task.FromResult<IReadOnlyList<SourceFolder>>(
                [.. _folders.Select(folder => Marks == MarkGiving.InFolderList ? Marked(folder) : folder.Description).OrderBy(folder => folder.Path.Names.Count)]);
        }
    }

    public Task<SourceListing> ListItemsAsync(SourceFolder folder, FolderMark? since, CancellationToken cancellationToken)
    {
        using var running = ItemListings.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        var found = Find(folder);
        var (mark, items) = found.List();
        var end = new ListingEnd();
        var known = Marks != MarkGiving.None && since?.UidValidity == mark.UidValidity ? items.Count(item => item.Uid < since.UidNext) : -1;
        var isKnown = known >= 0 && known == since!.Count;
        var listed = isKnown ? [.. items.Where(item => item.Uid >= since!.UidNext)] : items;
        return Task.FromResult(new SourceListing(mark.UidValidity, items.Count + found.CountedButNotListed, ListAsync()) { End = end });

        async IAsyncEnumerable<SourceItem> ListAsync()
        {
            await foreach (var item in List(folder, listed, found.CountedButNotListed))
            {
                ItemsListed++;
                yield return item;
            }

            (end.Unchanged, end.Mark) = (isKnown ? known : 0, Marks == MarkGiving.None ? null : Counted(mark));
        }
    }

    public async IAsyncEnumerable<SourceItem> ListChangedAsync(
        SourceFolder folder, FolderMark since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var running = ChangeListings.Begin();
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var found = Find(folder);
        if (found.UidValidity != since.UidValidity)
        {
            throw Trouble.At(FailureSide.Source, FailureCodes.SourceUidValidityChanged, FailureScope.Folder);
        }

        foreach (var item in found.ListChanged(since.ModSeq ?? throw new ArgumentException("The mark has no modification sequence.", nameof(since))))
        {
            yield return item;
        }
    }

    public async IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder,
        uint uidValidity,
        IReadOnlyList<SourceItem> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var running = Fetches.Begin();
        var found = Find(folder);
        foreach (var item in items)
        {
            await (BeforeAnswer?.Invoke(item, cancellationToken) ?? Task.CompletedTask);
            cancellationToken.ThrowIfCancellationRequested();
            if (found.UidValidity != uidValidity)
            {
                throw Trouble.At(FailureSide.Source, FailureCodes.SourceUidValidityChanged, FailureScope.Folder);
            }

            yield return found.Find(item.Uid) is { } content
                ? new FetchedItem.Read(item, await SpoolAsync(content, cancellationToken))
                : new FetchedItem.Vanished(item);
        }
    }

    private SourceFolder Marked(InMemorySourceFolder folder)
    {
        var description = folder.MarkedDescription;
        return description with { Mark = description.Mark is { } mark ? Counted(mark) : null };
    }

    private FolderMark Counted(FolderMark mark) => CountsChanges ? mark : mark with { ModSeq = null };

    public Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        using var running = Lookups.Begin();
        cancellationToken.ThrowIfCancellationRequested();
        var found = Find(folder);
        return found.UidValidity == uidValidity
            ? Task.FromResult<IReadOnlySet<uint>>(uids.Where(uid => found.Find(uid) is not null).ToHashSet())
            : throw Trouble.At(FailureSide.Source, FailureCodes.SourceUidValidityChanged, FailureScope.Folder);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async IAsyncEnumerable<SourceItem> List(SourceFolder folder, IReadOnlyList<SourceItem> items, int missing)
    {
        foreach (var item in items)
        {
            yield return item;
        }

        // As a server's stream does: whoever reads it never gets all of it in one go.
        await Task.Yield();
        if (missing > 0)
        {
            throw Trouble.At(FailureSide.Source, FailureCodes.SourceListIncomplete, FailureScope.Folder, $"{folder.Path} lists {missing} items too few.");
        }
    }

    private async Task<ItemContent> SpoolAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var writer = _spool.Write(content.Length);
        await writer.WriteAsync(content, cancellationToken);
        return writer.Complete();
    }

    private InMemorySourceFolder Find(SourceFolder folder)
    {
        lock (_folders)
        {
            return _folders.Find(candidate => candidate.Description.Id == folder.Id)
                ?? throw Trouble.At(FailureSide.Source, FailureCodes.SourceFolderUnavailable, FailureScope.Folder);
        }
    }
}
