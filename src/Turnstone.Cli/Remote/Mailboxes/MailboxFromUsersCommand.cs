using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.CustomerUsers;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox from-users</c>.</summary>
internal sealed class MailboxFromUsersCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly UserChoice _choice;
    private readonly Option<string?> _sourceDomain;
    private readonly Option<string?> _destinationDomain;

    public MailboxFromUsersCommand()
        : base("from-users", "Adds the mailboxes of people of its customer to a project.")
    {
        _project = AddWord("project", "Name or id.");
        _choice = UserChoice.AddTo(this);
        _sourceDomain = Add("--source-domain", "domain", "The domain of their addresses at the source. Default: that of their address.");
        _destinationDomain = Add("--destination-domain", "domain", "The domain of their addresses at the destination. Default: that of their address.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var chosen = _choice.Read(parsed, findings);
        var (source, destination) = (parsed.Text(_sourceDomain), parsed.Text(_destinationDomain));
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            var selection = await chosen.SelectAsync(session, project.CustomerId, cancellationToken);
            var draft = new MailboxesFromUsersDraft { Ids = selection.Ids, Filter = selection.Filter, SourceDomain = source, DestinationDomain = destination };
            var done = await session.Client.AddMailboxesFromUsersAsync(project.Id, draft, cancellationToken);
            return session.Tell(done, $"{Shown.Count(done.Added, "mailbox was", "mailboxes were")} added; {Shown.Count(done.AlreadyThere, "was", "were")} there already.");
        };
    }
}
