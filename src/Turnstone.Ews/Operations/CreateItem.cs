using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>
/// Saves messages into one folder; one response a message, holding its id. Nothing is ever sent: SaveOnly is the only disposition this client can write.
/// </summary>
public sealed record CreateItem : EwsRequest<Item>
{
    public required BaseFolderId SavedItemFolderId { get; init; }
    public required IReadOnlyList<NewMessage> Items { get; init; }

    internal override string Operation => "CreateItem";

    internal override int ResponsesDue => Items.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("CreateItem");
        writer.Attribute("MessageDisposition", "SaveOnly");
        writer.TargetFolder("SavedItemFolderId", SavedItemFolderId);
        writer.StartMessage("Items");
        foreach (NewMessage message in Items)
        {
            message.WriteTo(writer);
        }

        writer.End();
        writer.End();
    }

    internal override async ValueTask<Item?> ReadPartAsync(SoapReader reader, Item? value, int index, CancellationToken cancellationToken) =>
        reader.Name == "Items" ? await new ItemReader(reader, null, cancellationToken).ReadFirstAsync() : value;
}
