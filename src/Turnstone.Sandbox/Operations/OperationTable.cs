using System.Collections.Frozen;

namespace Turnstone.Sandbox.Operations;

/// <summary>The operations this server has, by the name of their request element.</summary>
internal static class OperationTable
{
    private static readonly FrozenDictionary<string, Operation> Table = new Dictionary<string, Operation>(StringComparer.Ordinal)
    {
        ["ConvertId"] = ConvertId.RunAsync,
        ["CopyItem"] = MoveItem.CopyAsync,
        ["CreateFolder"] = CreateFolder.RunAsync,
        ["CreateFolderPath"] = CreateFolderPath.RunAsync,
        ["CreateItem"] = CreateItem.RunAsync,
        ["DeleteFolder"] = DeleteFolder.RunAsync,
        ["DeleteItem"] = DeleteItem.RunAsync,
        ["FindFolder"] = FindFolder.RunAsync,
        ["FindItem"] = FindItem.RunAsync,
        ["GetAttachment"] = GetAttachment.RunAsync,
        ["GetFolder"] = GetFolder.RunAsync,
        ["GetItem"] = GetItem.RunAsync,
        ["GetServerTimeZones"] = GetServerTimeZones.RunAsync,
        ["MoveFolder"] = MoveFolder.RunAsync,
        ["MoveItem"] = MoveItem.RunAsync,
        ["ResolveNames"] = ResolveNames.RunAsync,
        ["SyncFolderHierarchy"] = SyncFolderHierarchy.RunAsync,
        ["SyncFolderItems"] = SyncFolderItems.RunAsync,
        ["UpdateFolder"] = UpdateFolder.RunAsync,
        ["UpdateItem"] = UpdateItem.RunAsync,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Operation? Find(string name) => Table.GetValueOrDefault(name);
}
