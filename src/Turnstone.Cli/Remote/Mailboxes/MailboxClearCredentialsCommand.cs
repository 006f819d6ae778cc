using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox clear-credentials</c>.</summary>
internal sealed class MailboxClearCredentialsCommand : MailboxBulkCommand
{
    private readonly Option<bool> _source;
    private readonly Option<bool> _destination;

    public MailboxClearCredentialsCommand()
        : base("clear-credentials", "Forgets logins and passwords of mailboxes.", "cleared")
    {
        _source = AddSwitch("--source", "Those for the source.");
        _destination = AddSwitch("--destination", "Those for the destination.");
    }

    protected override Func<RemoteSession, Guid, MailboxSelection, CancellationToken, Task<BulkInfo>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var (source, destination) = (parsed.IsSet(_source), parsed.IsSet(_destination));
        if (!source && !destination)
        {
            findings.Refuse(_source.Name, "It does not say which credentials.", $"Write {_source.Name}, {_destination.Name} or both.");
        }

        return (session, project, selection, cancellationToken) => session.Client.ClearMailboxCredentialsAsync(
            project, new ClearCredentialsDraft { Ids = selection.Ids, Filter = selection.Filter, Source = source, Destination = destination }, cancellationToken);
    }
}
