using System.CommandLine;
using Turnstone.Cli.Commands;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox list</c>.</summary>
internal sealed class MailboxListCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Option<string?> _search;
    private readonly Option<string?> _star;

    public MailboxListCommand()
        : base("list", "Lists a project's mailboxes by their address at the source.")
    {
        _project = AddWord("project", "Name or id.");
        _search = Add("--search", "text", "Part of either address.");
        _star = Add("--star", "1-6 | 0", "Those with this star; 0 for those without.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var search = parsed.Text(_search);
        int? star = parsed.GetResult(_star) is null ? null : parsed.Number(_star, 0, 6, 0, findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.ShowAll(
                await Pages.AllAsync((skip, cancel) => session.Client.ListMailboxesAsync(project.Id, search, star, skip, Pages.Size, cancel), cancellationToken), MailboxView.Of);
        };
    }
}
