using System.CommandLine;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project restore</c>.</summary>
internal sealed class ProjectRestoreCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public ProjectRestoreCommand()
        : base("restore", "Brings a project back that was put away.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, archived: true, cancellationToken);
            return session.Show(await session.Client.RestoreProjectAsync(project.Id, cancellationToken), ProjectView.Of);
        };
    }
}
