using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>A destination's listing from its first page to its last.</summary>
public static class DeliveredListing
{
    public static async Task<List<DeliveredItem>> ListAllDeliveredAsync(this IDestinationMailbox destination, CancellationToken cancellationToken)
    {
        var items = new List<DeliveredItem>();
        for (DeliveredCursor? next = default(DeliveredCursor); next is { } cursor;)
        {
            var page = await destination.ListDeliveredAsync(cursor, cancellationToken);
            items.AddRange(page.Items);
            next = page.Next;
        }

        return items;
    }
}
