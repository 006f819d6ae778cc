using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Looks through the whole mailbox for items that carry our keys. EWS lists the items of a folder, never of a tree, so the folders are
/// walked; small ones share a request.
/// </summary>
internal sealed class ExchangeSearch(ExchangeConnection connection)
{
    /// <summary>Exchange's own cap on a page (EWSFindCountLimit).</summary>
    private const int PageSize = 1000;

    /// <summary>Folders in one request; each has an answer of its own.</summary>
    private const int FoldersAtOnce = 50;

    /// <summary>
    /// Items read again with each page. Pages are counted from the start: what a user deletes meanwhile moves the rest forward, and an item
    /// that is passed over would be copied twice.
    /// </summary>
    private const int Overlap = 50;

    private readonly ExchangePlaces _places = new(connection);
    private List<List<ExchangePlace>> _groups = [];

    /// <summary>One page of everything that carries a source key.</summary>
    public async Task<DeliveredPage> ListAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        if (cursor == default)
        {
            _groups = [.. Group(await _places.ReadAsync(cancellationToken), itemsAtOnce: PageSize)];
        }

        if (cursor.Place >= _groups.Count)
        {
            return new DeliveredPage([], null);
        }

        var restriction = new SearchExpression.Exists(ItemProperties.SourceKey);
        var (items, isLast) = await AskAsync(_groups[cursor.Place], restriction, cursor.Offset, cancellationToken);
        return (isLast, cursor.Place + 1 < _groups.Count) switch
        {
            (false, _) => new DeliveredPage(items, cursor with { Offset = cursor.Offset + PageSize - Overlap }),
            (true, true) => new DeliveredPage(items, new DeliveredCursor(cursor.Place + 1, 0)),
            (true, false) => new DeliveredPage(items, null),
        };
    }

    /// <summary>Those of these keys that are anywhere.</summary>
    public async Task<IReadOnlyList<DeliveredItem>> FindAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        var found = new Dictionary<SourceKey, DeliveredItem>();
        if (wanted.Count == 0)
        {
            return [];
        }

        foreach (var group in Group(await _places.ReadAsync(cancellationToken), itemsAtOnce: int.MaxValue))
        {
            foreach (var restriction in ItemProperties.AnyOf(wanted))
            {
                var (items, _) = await AskAsync(group, restriction, offset: 0, cancellationToken);
                foreach (var item in items.Where(item => wanted.Contains(item.SourceKey)))
                {
                    found.TryAdd(item.SourceKey, item);
                }
            }
        }

        return [.. found.Values];
    }

    private async Task<(List<DeliveredItem> Items, bool IsLast)> AskAsync(
        List<ExchangePlace> places, SearchExpression restriction, int offset, CancellationToken cancellationToken)
    {
        var request = new FindItem
        {
            ItemShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = [ItemProperties.SourceKey, ItemProperties.ContentKey] },
            Page = new IndexedPageView(PageSize, offset),
            Restriction = restriction,
            ParentFolderIds = [.. places.Select(place => new FolderId(place.Id))],
        };
        var responses = await connection.SendAsync(client => client.FindItemAsync(request, cancellationToken), cancellationToken);
        var items = new List<DeliveredItem>();
        var isLast = true;
        foreach (var (place, response) in places.Zip(responses))
        {
            if (IsNothing(place, response))
            {
                continue;
            }

            var found = connection.Unwrap(response);
            items.AddRange(found.Items.Select(ItemProperties.ToDelivered).OfType<DeliveredItem>());
            isLast &= found.Page.IncludesLastItemInRange != false || found.Items.Count == 0;
        }

        return (items, isLast);
    }

    /// <summary>A folder that was deleted since the tree was read holds nothing; one that may be out of reach is passed over.</summary>
    private static bool IsNothing<T>(ExchangePlace place, EwsResponse<T> response)
        where T : class =>
        !response.IsSuccess
        && (ExchangeFailures.From(response.ResponseCode, response.MessageText, response.MessageXml).Code == FailureCodes.DestinationFolderUnavailable
            || (place.IsExtra && ExchangePlaces.IsAbsent(response)));

    private static IEnumerable<List<ExchangePlace>> Group(IEnumerable<ExchangePlace> places, int itemsAtOnce)
    {
        var group = new List<ExchangePlace>();
        long items = 0;
        foreach (var place in places)
        {
            if (group.Count > 0 && (group.Count == FoldersAtOnce || items + place.Items > itemsAtOnce))
            {
                yield return group;
                group = [];
                items = 0;
            }

            group.Add(place);
            items += place.Items;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
