namespace Turnstone.Connectors.Imap;

/// <summary>Everything a server lists to a user, each name once.</summary>
/// <param name="Folders">The names in the order of the server.</param>
/// <param name="Namespaces">Where names begin, and whose they are.</param>
/// <param name="SpeaksUtf8">Whether names are UTF-8 by agreement (RFC 6855), so that an ampersand in them is no more than that.</param>
internal sealed record FolderListing(IReadOnlyList<ListedFolder> Folders, IReadOnlyList<ImapNamespace> Namespaces, bool SpeaksUtf8);
