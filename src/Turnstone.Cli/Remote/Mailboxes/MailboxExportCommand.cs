using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox export</c>.</summary>
internal sealed class MailboxExportCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Option<string?> _to;

    public MailboxExportCommand()
        : base("export", "Writes a project's mailboxes as the list that can be imported again, without passwords.")
    {
        _project = AddWord("project", "Name or id.");
        _to = Add("--to", "file", "Where it goes. Default: standard output.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var to = parsed.Text(_to);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return await Download.RunAsync(session, to, output => session.Client.ExportMailboxesAsync(project.Id, output, cancellationToken), cancellationToken);
        };
    }
}
