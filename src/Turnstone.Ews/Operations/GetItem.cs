using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>Asks for items by id; one response an item.</summary>
public sealed record GetItem : EwsRequest<Item>
{
    public ResponseShape ItemShape { get; init; } = new();
    public required IReadOnlyList<ItemId> ItemIds { get; init; }

    /// <summary>
    /// Set to receive the messages' MIME: called with the index of the item when its MIME arrives, and the decoded bytes are
    /// written to the stream it returns, which the caller owns. What an exception leaves behind in a stream is worthless.
    /// A server regenerates MIME; it is not byte for byte what was put in.
    /// </summary>
    public Func<int, Stream>? MimeDestination { get; init; }

    internal override string Operation => "GetItem";

    internal override int ResponsesDue => ItemIds.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("GetItem");
        ItemShape.WriteTo(writer, "ItemShape", MimeDestination is not null);
        writer.StartMessage("ItemIds");
        foreach (ItemId id in ItemIds)
        {
            writer.ItemId(id);
        }

        writer.End();
        writer.End();
    }

    internal override async ValueTask<Item?> ReadPartAsync(SoapReader reader, Item? value, int index, CancellationToken cancellationToken)
    {
        if (reader.Name != "Items")
        {
            return value;
        }

        ItemReader items = new(reader, () => MimeDestination?.Invoke(index), cancellationToken);
        return await items.ReadFirstAsync();
    }
}
