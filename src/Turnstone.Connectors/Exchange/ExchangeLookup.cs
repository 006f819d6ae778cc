using System.Runtime.CompilerServices;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Asks a folder for items that carry our keys.</summary>
internal sealed class ExchangeLookup(ExchangeConnection connection)
{
    /// <summary>Exchange's own cap on a page (EWSFindCountLimit).</summary>
    private const int PageSize = 1000;

    /// <summary>Those of these keys that are in the folder.</summary>
    public async Task<IReadOnlyList<DeliveredItem>> FindAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SourceKey, DeliveredItem>();
        await foreach (var (key, item) in FindItemsAsync(folder, keys, [ItemProperties.ContentKey], cancellationToken))
        {
            found.TryAdd(key, ItemProperties.ToDelivered(item)!);
        }

        return [.. found.Values];
    }

    /// <summary>The items that carry these keys, with ids and the properties asked for; a key that several items carry comes several times.</summary>
    public async IAsyncEnumerable<(SourceKey Key, Item Item)> FindItemsAsync(
        DestinationFolder folder,
        IReadOnlyCollection<SourceKey> keys,
        IReadOnlyList<PropertyPath> properties,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        foreach (var restriction in ItemProperties.AnyOf(wanted))
        {
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
