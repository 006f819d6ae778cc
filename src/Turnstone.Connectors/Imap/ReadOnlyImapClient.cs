using MailKit;
using MailKit.Net.Imap;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>A MailKit client whose folders are <see cref="SpoolingImapFolder"/>s.</summary>
internal sealed class ReadOnlyImapClient(ContentSpool spool, IProtocolLogger logger) : ImapClient(logger)
{
    /// <summary>What the server calls itself in its ID answer (RFC 2971); null where it does not say.</summary>
    public string? ServerName { get; set; }

    protected override ImapFolder CreateImapFolder(ImapFolderConstructorArgs args) => new SpoolingImapFolder(args, spool);
}
