using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>
/// Creates what is missing of a path, each folder inside the one before; one response a folder of the path, existing ones included.
/// Exchange 2013 and later: see <see cref="ServerVersion.HasCreateFolderPath"/>.
/// </summary>
public sealed record CreateFolderPath : EwsRequest<Folder>
{
    public required BaseFolderId ParentFolderId { get; init; }
    public required IReadOnlyList<NewFolder> RelativeFolderPath { get; init; }

    internal override string Operation => "CreateFolderPath";

    internal override int ResponsesDue => RelativeFolderPath.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("CreateFolderPath");
        writer.TargetFolder("ParentFolderId", ParentFolderId);
        writer.StartMessage("RelativeFolderPath");
        foreach (NewFolder folder in RelativeFolderPath)
        {
            folder.WriteTo(writer);
        }

        writer.End();
        writer.End();
    }

    internal override async ValueTask<Folder?> ReadPartAsync(SoapReader reader, Folder? value, int index, CancellationToken cancellationToken) =>
        reader.Name == "Folders" ? await FolderReader.ReadFirstAsync(reader) : value;
}
