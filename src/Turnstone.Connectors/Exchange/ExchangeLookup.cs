using System.Runtime.CompilerServices;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Asks a folder for items that carry our keys.</summary>
internal sealed class ExchangeLookup(ExchangeConnection connection)
{
    /// <summary>Keys in one restriction; a few dozen terms are quick, hundreds are not.</summary>
    private const int KeysAtOnce = 50;

    /// <summary>Exchange's own cap on a page (EWSFindCountLimit).</summary>
    private const int PageSize = 1000;

    /// <summary>Which of these keys are in the folder.</summary>
    public async Task<IReadOnlySet<SourceKey>> FindAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        var found = new HashSet<SourceKey>();
        await foreach (var (key, _) in FindItemsAsync(folder, keys, [], cancellationToken))
        {
            found.Add(key);
        }

        return found;
    }

    /// <summary>The items that carry these keys, with ids and the properties asked for; a key that several items carry comes several times.</summary>
    public async IAsyncEnumerable<(SourceKey Key, Item Item)> FindItemsAsync(
        DestinationFolder folder,
        IReadOnlyCollection<SourceKey> keys,
        IReadOnlyList<PropertyPath> properties,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        foreach (var some in wanted.Chunk(KeysAtOnce))
        {
            SearchExpression[] terms = [.. some.Select(key => new SearchExpression.IsEqualTo(ItemProperties.SourceKey, key.ToString()))];
            var restriction = terms.Length == 1 ? terms[0] : new SearchExpression.Or(terms);
            await foreach (var item in PageAsync(folder, restriction, [ItemProperties.SourceKey, .. properties], cancellationToken))
            {
                // Read back rather than believed: the comparison at the server is its own.
                if (SourceKey.TryParse(item.Find(ItemProperties.SourceKey)?.AsString(), out var key) && wanted.Contains(key))
                {
                    yield return (key, item);
                }
            }
        }
    }

    /// <summary>Every item of the folder that carries a source key.</summary>
    public async IAsyncEnumerable<DeliveredItem> ListAsync(DestinationFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var restriction = new SearchExpression.Exists(ItemProperties.SourceKey);
        await foreach (var item in PageAsync(folder, restriction, [ItemProperties.SourceKey, ItemProperties.ContentKey], cancellationToken))
        {
            if (SourceKey.TryParse(item.Find(ItemProperties.SourceKey)?.AsString(), out var key))
            {
                var content = ContentKey.TryParse(item.Find(ItemProperties.ContentKey)?.AsString(), out var parsed) ? parsed : (ContentKey?)null;
                yield return new DeliveredItem(key, content);
            }
        }
    }

    private async IAsyncEnumerable<Item> PageAsync(
        DestinationFolder folder,
        SearchExpression restriction,
        IReadOnlyList<PropertyPath> properties,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ;)
        {
            var request = new FindItem
            {
                ItemShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = properties },
                Page = new IndexedPageView(PageSize, offset),
                Restriction = restriction,
                ParentFolderIds = [new FolderId(folder.Id)],
            };
            var found = connection.Unwrap(await connection.SendPatientlyAsync(client => client.FindItemAsync(request, cancellationToken), cancellationToken));
            foreach (var item in found.Items)
            {
                yield return item;
            }

            if (found.Page.IncludesLastItemInRange != false || found.Items.Count == 0)
            {
                yield break;
            }

            offset = found.Page.IndexedPagingOffset is { } next && next > offset ? next : checked(offset + found.Items.Count);
        }
    }
}
