using System.CommandLine;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox remove</c>.</summary>
internal sealed class MailboxRemoveCommand() : MailboxBulkCommand("remove", "Takes mailboxes out of a project; what was copied stays where it is.", "removed")
{
    protected override Func<RemoteSession, Guid, MailboxSelection, CancellationToken, Task<BulkInfo>> ReadDeed(ParseResult parsed, Findings findings) =>
        (session, project, selection, cancellationToken) => session.Client.DeleteMailboxesAsync(project, selection, cancellationToken);
}
