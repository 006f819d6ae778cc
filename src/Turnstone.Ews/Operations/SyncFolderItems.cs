using System.Globalization;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>Asks what changed in a folder since a state the server gave earlier; without a state, for everything.</summary>
public sealed record SyncFolderItems : EwsRequest<SyncFolderItemsResult>
{
    /// <summary>The schema's limit of one answer.</summary>
    public const int MostChanges = 512;

    public ResponseShape ItemShape { get; init; } = new();
    public required BaseFolderId SyncFolderId { get; init; }
    public string? SyncState { get; init; }
    public IReadOnlyList<ItemId> Ignore { get; init; } = [];

    /// <summary>1 to 512; default 512.</summary>
    public int MaxChangesReturned { get; init; } = MostChanges;

    internal override string Operation => "SyncFolderItems";

    internal override int ResponsesDue => 1;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("SyncFolderItems");
        ItemShape.WriteTo(writer, "ItemShape");
        writer.TargetFolder("SyncFolderId", SyncFolderId);
        if (SyncState is not null)
        {
            writer.MessageElement("SyncState", SyncState);
        }

        if (Ignore.Count > 0)
        {
            writer.StartMessage("Ignore");
            foreach (ItemId id in Ignore)
            {
                writer.ItemId(id);
            }

            writer.End();
        }

        writer.MessageElement("MaxChangesReturned", MaxChangesReturned.ToString(CultureInfo.InvariantCulture));
        writer.End();
    }

    internal override async ValueTask<SyncFolderItemsResult?> ReadPartAsync(
        SoapReader reader, SyncFolderItemsResult? value, int index, CancellationToken cancellationToken) => reader.Name switch
        {
            "SyncState" => (value ?? new()) with { SyncState = await reader.TextAsync() },
            "IncludesLastItemInRange" => (value ?? new()) with { IncludesLastItemInRange = await reader.BooleanAsync() ?? false },
            "Changes" => (value ?? new()) with { Changes = await ReadChangesAsync(reader, cancellationToken) },
            _ => value,
        };

    private static async ValueTask<IReadOnlyList<ItemSyncChange>> ReadChangesAsync(SoapReader reader, CancellationToken cancellationToken)
    {
        List<ItemSyncChange> changes = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            ItemSyncChange? change = reader.Name switch
            {
                "Create" => await ReadItemAsync(reader, cancellationToken) is { } item ? new ItemSyncChange.Create(item) : null,
                "Update" => await ReadItemAsync(reader, cancellationToken) is { } item ? new ItemSyncChange.Update(item) : null,
                "Delete" => await ReadIdAsync(reader) is ({ } id, _) ? new ItemSyncChange.Delete(id) : null,
                "ReadFlagChange" => await ReadIdAsync(reader) is ({ } id, { } isRead) ? new ItemSyncChange.ReadFlagChange(id, isRead) : null,
                _ => null,
            };
            if (change is not null)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private static ValueTask<Item?> ReadItemAsync(SoapReader reader, CancellationToken cancellationToken) =>
        new ItemReader(reader, null, cancellationToken).ReadFirstAsync();

    private static async ValueTask<(ItemId? Id, bool? IsRead)> ReadIdAsync(SoapReader reader)
    {
        ItemId? id = null;
        bool? isRead = null;
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            id = reader.Name == "ItemId" ? TypeReaders.ItemId(reader) : id;
            isRead = reader.Name == "IsRead" ? await reader.BooleanAsync() : isRead;
        }

        return (id, isRead);
    }
}

/// <summary>What changed, and the state to ask from next time.</summary>
public sealed record SyncFolderItemsResult
{
    public string? SyncState { get; init; }

    /// <summary>False: there is more, ask again with the new state.</summary>
    public bool IncludesLastItemInRange { get; init; }

    public IReadOnlyList<ItemSyncChange> Changes { get; init; } = [];
}
