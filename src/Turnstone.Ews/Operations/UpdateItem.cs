using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>
/// Sets the read state, the flag, the categories or extended properties of messages; one response a message, holding its new change key. Setting is all there is, the body and the addresses cannot be.
/// </summary>
public sealed record UpdateItem : EwsRequest<Item>
{
    /// <summary>Default AutoResolve: a change the user made in between is kept where the two collide, which needs the change key in the id.</summary>
    public ConflictResolution ConflictResolution { get; init; } = ConflictResolution.AutoResolve;

    public required IReadOnlyList<ItemChange> ItemChanges { get; init; }

    internal override string Operation => "UpdateItem";

    internal override int ResponsesDue => ItemChanges.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("UpdateItem");
        writer.Attribute("ConflictResolution", ConflictResolution.ToString());
        writer.Attribute("MessageDisposition", "SaveOnly");
        // Marking a message read must not tell its sender. The attribute came with 2013 SP1; under an older version the server would refuse the request.
        if (writer.Version >= RequestServerVersion.Exchange2013_SP1)
        {
            writer.Attribute("SuppressReadReceipts", "true");
        }

        writer.StartMessage("ItemChanges");
        foreach (ItemChange change in ItemChanges)
        {
            change.WriteTo(writer);
        }

        writer.End();
        writer.End();
    }

    internal override async ValueTask<Item?> ReadPartAsync(SoapReader reader, Item? value, int index, CancellationToken cancellationToken) =>
        reader.Name == "Items" ? await new ItemReader(reader, null, cancellationToken).ReadFirstAsync() : value;
}

/// <summary>Who wins when the item changed in between.</summary>
public enum ConflictResolution
{
    NeverOverwrite,
    AutoResolve,
    AlwaysOverwrite,
}
