using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>A place where names begin (RFC 2342).</summary>
/// <param name="Owner">Whose folders are there.</param>
/// <param name="Prefix">What their names begin with, byte for byte, the separator at its end included; may be empty.</param>
/// <param name="Separator">What stands between the parts of a name; NUL where there is no hierarchy.</param>
internal sealed record ImapNamespace(FolderOwner Owner, string Prefix, char Separator)
{
    /// <summary>What a server without NAMESPACE has.</summary>
    public static ImapNamespace Whole { get; } = new(FolderOwner.Self, "", '\0');

    /// <summary>Whether a name is in here; everything is in the one without a prefix.</summary>
    public bool Contains(ListedFolder folder) =>
        folder.Name.StartsWith(Prefix, StringComparison.Ordinal) || folder.Name == (Separator == '\0' ? Prefix : Prefix.TrimEnd(Separator));
}
