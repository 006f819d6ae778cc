using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox star</c>.</summary>
internal sealed class MailboxStarCommand : MailboxBulkCommand
{
    private readonly Option<string?> _colour;

    public MailboxStarCommand()
        : base("star", "Gives mailboxes a star, or takes it away.", "marked") => _colour = Add("--colour", "1-6 | 0", "The star; 0 takes it away.");

    protected override Func<RemoteSession, Guid, MailboxSelection, CancellationToken, Task<BulkInfo>> ReadDeed(ParseResult parsed, Findings findings)
    {
        parsed.Required(_colour, "Write a number from 1 to 6, or 0 to take stars away.", findings);
        var colour = parsed.Number(_colour, 0, 6, 0, findings);
        return (session, project, selection, cancellationToken) => session.Client.StarMailboxesAsync(
            project, new StarDraft { Ids = selection.Ids, Filter = selection.Filter, Star = colour == 0 ? null : colour }, cancellationToken);
    }
}
