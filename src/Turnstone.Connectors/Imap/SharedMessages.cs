using MailKit;
using MailKit.Net.Imap;
using Turnstone.Connectors.Imap.Families;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Servers on which a folder is a label and one message is shown by several: Gmail (X-GM-EXT-1), and others that have a folder of all messages
/// and identify each (OBJECTID, RFC 8474).
/// </summary>
internal static class SharedMessages
{
    private const int LongestCategory = 255;

    /// <summary>Whether what is listed are labels.</summary>
    public static bool AreShownBy(ReadOnlyImapClient client, IEnumerable<ListedFolder> listed) =>
        client.Capabilities.HasFlag(ImapCapabilities.GMailExt1)
        || (client.Capabilities.HasFlag(ImapCapabilities.ObjectID) && !GivesCopiesOneId(client) && listed.Any(folder => folder.Attributes.HasFlag(FolderAttributes.All)));

    /// <summary>What tells one message from another on this server, and how its owner filed it.</summary>
    public static string WantedFrom(ImapClient client) => client.Capabilities.HasFlag(ImapCapabilities.GMailExt1) ? "X-GM-MSGID X-GM-LABELS" : "EMAILID";

    public static MessageIdentity? IdentityOf(FetchAnswer answer) =>
        answer.GmailId is { } number ? MessageIdentity.Of(number)
        : answer.EmailId is { Length: > 0 } text ? MessageIdentity.Of(text)
        : null;

    /// <summary>The owner's labels besides the folder itself; the system's (<c>\Inbox</c>, <c>\Important</c>) say nothing that folder and flags do not.</summary>
    public static IReadOnlyList<string> LabelsOf(FetchAnswer answer, SourceFolder folder) => answer.GmailLabels.Count == 0
        ? []
        : [.. answer.GmailLabels
            .Where(label => !label.StartsWith('\\'))
            .Select(label => ImapNames.Read(label, speaksUtf8: false, out _).Trim())
            .Where(label => label.Length is > 0 and <= LongestCategory && label != folder.Path.ToString())];

    /// <summary>
    /// Dovecot and Cyrus give a message and its copies one EMAILID, which RFC 8474 section 5.1 allows: what the owner copied are two messages
    /// of his, and their <c>\All</c> is a saved search.
    /// </summary>
    private static bool GivesCopiesOneId(ReadOnlyImapClient client) => ServerFamilies.OfName(client.ServerName) is ServerFamily.Dovecot or ServerFamily.Cyrus;
}
