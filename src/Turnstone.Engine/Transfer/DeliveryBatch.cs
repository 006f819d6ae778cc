namespace Turnstone.Engine.Transfer;

/// <summary>Parcels of one folder to deliver in one request.</summary>
internal sealed record DeliveryBatch(FolderWork Folder, IReadOnlyList<Parcel> Parcels);
