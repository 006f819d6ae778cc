using System.Runtime.CompilerServices;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>A source that is read within given hours only. A fetch or listing that the end of the hours meets ends there, and is asked for again.</summary>
public sealed class SourceWithinHours(ISourceMailbox source, RunningHours hours, TimeProvider time) : ISourceMailbox
{
    private readonly HoursGate _gate = new(hours, time);

    /// <inheritdoc/>
    public int FetchConcurrency => source.FetchConcurrency;

    /// <inheritdoc/>
    public void ExpectFetches()
    {
        if (_gate.IsOpen)
        {
            source.ExpectFetches();
        }
    }

    /// <inheritdoc/>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        _gate.Demand();
        await source.VerifyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken)
    {
        _gate.Demand();
        return await source.ListFoldersAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SourceListing> ListItemsAsync(SourceFolder folder, FolderMark? since, CancellationToken cancellationToken)
    {
        _gate.Demand();
        var listing = await source.ListItemsAsync(folder, since, cancellationToken);
        return listing with { Items = WithinHours(listing.Items, CancellationToken.None) };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListChangedAsync(SourceFolder folder, FolderMark since, CancellationToken cancellationToken) =>
        WithinHours(source.ListChangedAsync(folder, since, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyList<SourceItem> items, CancellationToken cancellationToken) =>
        WithinHours(source.FetchAsync(folder, uidValidity, items, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        _gate.Demand();
        return await source.FindItemsAsync(folder, uidValidity, uids, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async IAsyncEnumerable<T> WithinHours<T>(IAsyncEnumerable<T> answers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _gate.Demand();
        await foreach (var answer in answers.WithCancellation(cancellationToken))
        {
            yield return answer;
            _gate.Demand();
        }
    }
}
