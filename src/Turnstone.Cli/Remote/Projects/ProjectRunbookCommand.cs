using System.CommandLine;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project runbook</c>.</summary>
internal sealed class ProjectRunbookCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public ProjectRunbookCommand()
        : base("runbook", "Lists the steps of a move, each with what is known to have happened of it.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.ShowAll(await session.Client.GetRunbookAsync(project.Id, cancellationToken), RunbookView.Of);
        };
    }
}
