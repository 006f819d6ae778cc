using Turnstone.Sandbox.Operations;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Search;

/// <summary>FieldURIs of folders as the MAPI properties behind them.</summary>
internal static class FolderReader
{
    public static PropertyReader For(Mailbox mailbox, FolderView view) => path => path.Extended is { } name
        ? FolderWriter.Read(mailbox, view, name)
        : Tag(path.FieldUri!) is { } tag ? FolderWriter.Read(mailbox, view, PropertyName.OfTag(tag, MapiType.String)) : null;

    private static int? Tag(string field) => field switch
    {
        "folder:DisplayName" => 0x3001,
        "folder:FolderClass" => 0x3613,
        "folder:TotalCount" => 0x3602,
        "folder:UnreadCount" => 0x3603,
        _ => null,
    };
}
