using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Looks through the whole mailbox for items that carry our keys. EWS lists the items of a folder, never of a tree, so the folders are
/// walked; small ones share a request.
/// </summary>
/// <typeparam name="TItem">What is wanted of an item.</typeparam>
/// <param name="connection">The mailbox.</param>
/// <param name="properties">What is read of an item; the source key is among it.</param>
/// <param name="read">What an item says; null for one that is not ours.</param>
/// <param name="keyOf">The key of what it says.</param>
/// <param name="withExtras">Whether to look below the surface, too: what is recoverable, the archive.</param>
internal sealed class ExchangeSearch<TItem>(
    ExchangeConnection connection, IReadOnlyList<PropertyPath> properties, Func<Item, TItem?> read, Func<TItem, SourceKey> keyOf, bool withExtras)
    where TItem : class
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
    public async Task<(IReadOnlyList<TItem> Items, DeliveredCursor? Next)> ListAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        if (cursor == default)
        {
            _groups = [.. Group(await ReadPlacesAsync(cancellationToken), itemsAtOnce: PageSize)];
        }

        if (cursor.Place >= _groups.Count)
        {
            return ([], null);
        }

        var restriction = new SearchExpression.Exists(ItemProperties.SourceKey);
        var (items, isLast) = await AskAsync(_groups[cursor.Place], restriction, cursor.Offset, cancellationToken);
        return (isLast, cursor.Place + 1 < _groups.Count) switch
        {
            (false, _) => (items, cursor with { Offset = cursor.Offset + PageSize - Overlap }),
            (true, true) => (items, new DeliveredCursor(cursor.Place + 1, 0)),
            (true, false) => (items, null),
        };
    }

    /// <summary>Those of these keys that are anywhere.</summary>
    public async Task<IReadOnlyList<TItem>> FindAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        var found = new Dictionary<SourceKey, TItem>();
        if (wanted.Count == 0)
        {
            return [];
        }

        foreach (var group in Group(await ReadPlacesAsync(cancellationToken), itemsAtOnce: int.MaxValue))
        {
            foreach (var restriction in ItemProperties.AnyOf(wanted))
            {
                var (items, _) = await AskAsync(group, restriction, offset: 0, cancellationToken);
                foreach (var item in items.Where(item => wanted.Contains(keyOf(item))))
                {
                    found.TryAdd(keyOf(item), item);
                }
            }
        }

        return [.. found.Values];
    }

    private async Task<IEnumerable<ExchangePlace>> ReadPlacesAsync(CancellationToken cancellationToken) =>
        (await _places.ReadAsync(cancellationToken)).Where(place => withExtras || !place.IsExtra);

    private async Task<(List<TItem> Items, bool IsLast)> AskAsync(
        List<ExchangePlace> places, SearchExpression restriction, int offset, CancellationToken cancellationToken)
    {
        var request = new FindItem
        {
            ItemShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = properties },
            Page = new IndexedPageView(PageSize, offset),
            Restriction = restriction,
            ParentFolderIds = [.. places.Select(place => new FolderId(place.Id))],
        };
        var responses = await connection.SendAsync(client => client.FindItemAsync(request, cancellationToken), cancellationToken);
        var items = new List<TItem>();
        var isLast = true;
        foreach (var (place, response) in places.Zip(responses))
        {
            if (IsNothing(place, response))
            {
                continue;
            }

            var found = connection.Unwrap(response);
            items.AddRange(found.Items.Select(read).OfType<TItem>());
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
