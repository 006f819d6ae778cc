using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>A source folder of which only the scope of its keys is known. Its id begins with NUL, which no server can list (RFC 9051 section 9, CHAR).</summary>
internal static class LostFolder
{
    public static SourceFolderId Of(string scope) => new("\0" + scope);

    public static bool Is(SourceFolderId id) => id.Value.StartsWith('\0');
}
