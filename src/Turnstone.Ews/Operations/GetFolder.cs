using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>Asks for folders by id; one response a folder.</summary>
public sealed record GetFolder : EwsRequest<Folder>
{
    public ResponseShape FolderShape { get; init; } = new(BaseShape.Default);
    public required IReadOnlyList<BaseFolderId> FolderIds { get; init; }

    internal override string Operation => "GetFolder";

    internal override int ResponsesDue => FolderIds.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("GetFolder");
        FolderShape.WriteTo(writer, "FolderShape");
        writer.FolderIds("FolderIds", FolderIds);
        writer.End();
    }

    internal override async ValueTask<Folder?> ReadPartAsync(SoapReader reader, Folder? value, int index, CancellationToken cancellationToken) =>
        reader.Name == "Folders" ? await FolderReader.ReadFirstAsync(reader) : value;
}
