using System.Runtime.CompilerServices;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Cli.Migration;

/// <summary>
/// A source read no faster than a cap allows. The connection below fetches one item ahead and then waits, so over a minute the line
/// carries what was asked for; a single item comes at the line's own speed.
/// </summary>
internal sealed class CappedSourceMailbox(ISourceMailbox source, BandwidthCap cap) : ISourceMailbox
{
    public int FetchConcurrency => source.FetchConcurrency;

    public Task VerifyAsync(CancellationToken cancellationToken) => source.VerifyAsync(cancellationToken);

    public Task<IReadOnlyList<SourceFolder>> ListFoldersAsync(CancellationToken cancellationToken) => source.ListFoldersAsync(cancellationToken);

    public Task<SourceListing> ListItemsAsync(SourceFolder folder, CancellationToken cancellationToken) => source.ListItemsAsync(folder, cancellationToken);

    public async IAsyncEnumerable<FetchedItem> FetchAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyList<SourceItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var fetched in source.FetchAsync(folder, uidValidity, items, cancellationToken))
        {
            if (fetched is FetchedItem.Read read)
            {
                try
                {
                    await cap.TakeAsync(read.Content.Length, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    // Nobody took it yet, so it is ours to give back.
                    read.Content.Dispose();
                    throw;
                }
            }

            yield return fetched;
        }
    }

    public Task<IReadOnlySet<uint>> FindItemsAsync(
        SourceFolder folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken) =>
        source.FindItemsAsync(folder, uidValidity, uids, cancellationToken);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
