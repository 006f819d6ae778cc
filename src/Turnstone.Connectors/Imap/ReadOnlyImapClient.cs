using MailKit;
using MailKit.Net.Imap;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>A MailKit client whose folders are <see cref="SpoolingImapFolder"/>s.</summary>
internal sealed class ReadOnlyImapClient(ContentSpool spool, IProtocolLogger logger) : ImapClient(logger)
{
    protected override ImapFolder CreateImapFolder(ImapFolderConstructorArgs args) => new SpoolingImapFolder(args, spool);
}
