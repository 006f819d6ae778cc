using System.Collections.Frozen;

namespace Turnstone.Sandbox.Operations;

/// <summary>The base shapes of a folder as recorded ([R] exchange2019 GetFolder, FindFolder).</summary>
internal static class FolderFields
{
    public static readonly FrozenSet<string> Default =
        new[] { "folder:DisplayName", "folder:TotalCount", "folder:ChildFolderCount", "folder:UnreadCount" }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> All =
        Default.Concat(["folder:ParentFolderId", "folder:FolderClass", "folder:EffectiveRights", "folder:DistinguishedFolderId"]).ToFrozenSet(StringComparer.Ordinal);
}
