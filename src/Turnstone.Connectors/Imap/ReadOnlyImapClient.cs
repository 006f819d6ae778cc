using MailKit;
using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap;

/// <summary>A MailKit client whose folders are <see cref="WatchedImapFolder"/>s.</summary>
internal sealed class ReadOnlyImapClient(IProtocolLogger logger) : ImapClient(logger)
{
    /// <summary>What the server calls itself in its ID answer (RFC 2971); null where it does not say.</summary>
    public string? ServerName { get; set; }

    protected override ImapFolder CreateImapFolder(ImapFolderConstructorArgs args) => new WatchedImapFolder(args);
}
