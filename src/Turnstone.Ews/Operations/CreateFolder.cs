using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>Creates folders under one parent; one response a folder, holding its id. A name that exists (case ignored) is ErrorFolderExists.</summary>
public sealed record CreateFolder : EwsRequest<Folder>
{
    public required BaseFolderId ParentFolderId { get; init; }
    public required IReadOnlyList<NewFolder> Folders { get; init; }

    internal override string Operation => "CreateFolder";

    internal override int ResponsesDue => Folders.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("CreateFolder");
        writer.TargetFolder("ParentFolderId", ParentFolderId);
        writer.StartMessage("Folders");
        foreach (NewFolder folder in Folders)
        {
            folder.WriteTo(writer);
        }

        writer.End();
        writer.End();
    }

    internal override async ValueTask<Folder?> ReadPartAsync(SoapReader reader, Folder? value, int index, CancellationToken cancellationToken) =>
        reader.Name == "Folders" ? await FolderReader.ReadFirstAsync(reader) : value;
}
