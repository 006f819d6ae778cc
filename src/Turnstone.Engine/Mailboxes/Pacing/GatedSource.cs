using System.Runtime.CompilerServices;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>A source that is read while a gate is open. A fetch or listing that its closing meets ends there, and is asked for again.</summary>
public sealed class GatedSource(ISourceMailbox source, IGate gate) : ISourceMailbox
{
    /// <inheritdoc/>
    public int FetchConcurrency => source.FetchConcurrency;

    /// <inheritdoc/>
    public void ExpectFetches()
    {
        if (gate.IsOpen)
        {
            source.ExpectFetches();
        }
    }

    /// <inheritdoc/>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        gate.Demand();
        await source.VerifyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken)
    {
        gate.Demand();
        return await source.ListFoldersAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SourceListing> ListItemsAsync(SourceFolder folder, FolderMark? since, CancellationToken cancellationToken)
    {
        gate.Demand();
        var listing = await source.ListItemsAsync(folder, since, cancellationToken);
        return listing with { Items = WhileOpen(listing.Items, CancellationToken.None) };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListChangedAsync(SourceFolder folder, FolderMark since, CancellationToken cancellationToken) =>
        WhileOpen(source.ListChangedAsync(folder, since, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyList<SourceItem> items, CancellationToken cancellationToken) =>
        WhileOpen(source.FetchAsync(folder, uidValidity, items, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        gate.Demand();
        return await source.FindItemsAsync(folder, uidValidity, uids, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async IAsyncEnumerable<T> WhileOpen<T>(IAsyncEnumerable<T> answers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        gate.Demand();
        await foreach (var answer in answers.WithCancellation(cancellationToken))
        {
            yield return answer;
            gate.Demand();
        }
    }
}
