using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>Reads a folder of any kind, and the containers folders come in.</summary>
internal static class FolderReader
{
    public static async ValueTask<IReadOnlyList<Folder>> ReadAllAsync(SoapReader reader)
    {
        List<Folder> folders = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            folders.Add(await ReadAsync(reader));
        }

        return folders;
    }

    /// <summary>The folder of a container that holds one; null when it is empty, as it is beside an error.</summary>
    public static async ValueTask<Folder?> ReadFirstAsync(SoapReader reader) => await ReadAllAsync(reader) is [{ } first, ..] ? first : null;

    private static async ValueTask<Folder> ReadAsync(SoapReader reader)
    {
        Folder folder = new() { Kind = reader.Name };
        List<ExtendedProperty> properties = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            if (reader.Name == "ExtendedProperty")
            {
                if (await TypeReaders.ExtendedPropertyAsync(reader) is { } property)
                {
                    properties.Add(property);
                }
            }
            else
            {
                folder = reader.Name switch
                {
                    "FolderId" => folder with { FolderId = TypeReaders.FolderId(reader) },
                    "ParentFolderId" => folder with { ParentFolderId = TypeReaders.FolderId(reader) },
                    "FolderClass" => folder with { FolderClass = await reader.TextAsync() },
                    "DisplayName" => folder with { DisplayName = await reader.TextAsync() },
                    "TotalCount" => folder with { TotalCount = await reader.IntegerAsync() },
                    "ChildFolderCount" => folder with { ChildFolderCount = await reader.IntegerAsync() },
                    "UnreadCount" => folder with { UnreadCount = await reader.IntegerAsync() },
                    "DistinguishedFolderId" => folder with { DistinguishedFolderId = await reader.TextAsync() },
                    _ => folder,
                };
            }
        }

        return folder with { ExtendedProperties = properties };
    }
}
