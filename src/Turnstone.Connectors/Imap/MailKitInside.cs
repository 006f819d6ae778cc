using System.Runtime.CompilerServices;
using MailKit;
using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// What MailKit 4.18 keeps to itself and names cannot do without: the stream it speaks on, and a folder made from the name as the server
/// writes it (its public calls take a decoded name, and encoding that again is not the same for broken names). The version is pinned and
/// tests read such folders.
/// </summary>
internal static class MailKitInside
{
    private const string Engine = "MailKit.Net.Imap.ImapEngine, MailKit";
    private const string ImapStream = "MailKit.Net.Imap.ImapStream, MailKit";

    /// <summary>Puts <paramref name="make"/>'s stream in the place of the one the client speaks on. Between two commands only.</summary>
    public static T Insert<T>(ImapClient client, Func<Stream, T> make)
        where T : Stream
    {
        var outer = OuterStream(client.SyncRoot);
        var made = make(InnerStream(outer));
        SetInnerStream(outer, made);
        return made;
    }

    /// <summary>A folder of this raw name, whether or not the server was ever asked about it.</summary>
    public static WatchedImapFolder Folder(ImapClient client, string name) =>
        (WatchedImapFolder)MakeFolder(client.SyncRoot, name, FolderAttributes.None, '\0');

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Stream")]
    [return: UnsafeAccessorType(ImapStream)]
    private static extern object OuterStream([UnsafeAccessorType(Engine)] object engine);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Stream")]
    private static extern Stream InnerStream([UnsafeAccessorType(ImapStream)] object stream);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetStream")]
    private static extern void SetInnerStream([UnsafeAccessorType(ImapStream)] object stream, Stream inner);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CreateImapFolder")]
    private static extern ImapFolder MakeFolder([UnsafeAccessorType(Engine)] object engine, string name, FolderAttributes attributes, char separator);
}
