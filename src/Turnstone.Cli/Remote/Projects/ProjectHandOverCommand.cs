using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project hand-over</c>.</summary>
internal sealed class ProjectHandOverCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Option<string?> _to;

    public ProjectHandOverCommand()
        : base("hand-over", "Writes what a project came to as one HTML page: open points first, steps, checks, mailboxes.")
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
            return await Download.RunAsync(session, to, output => session.Client.WriteHandOverAsync(project.Id, output, cancellationToken), cancellationToken);
        };
    }
}
