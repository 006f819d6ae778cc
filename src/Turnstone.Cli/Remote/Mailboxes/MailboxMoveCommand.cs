using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox move</c>.</summary>
internal sealed class MailboxMoveCommand : MailboxBulkCommand
{
    private readonly Option<string?> _to;

    public MailboxMoveCommand()
        : base("move", "Moves mailboxes to another project of the same customer; what was copied stays known.", "moved") => _to = Add("--to", "name | id", "The other project.");

    protected override Func<RemoteSession, Guid, MailboxSelection, CancellationToken, Task<BulkInfo>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var name = parsed.Required(_to, "Name the project they shall belong to.", findings) ?? "";
        return async (session, project, selection, cancellationToken) =>
        {
            var other = await session.Names.ProjectAsync(name, cancellationToken);
            return await session.Client.MoveMailboxesAsync(project, new MoveDraft { Ids = selection.Ids, Filter = selection.Filter, ProjectId = other.Id }, cancellationToken);
        };
    }
}
