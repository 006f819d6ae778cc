using System.CommandLine;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project archive</c>.</summary>
internal sealed class ProjectArchiveCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public ProjectArchiveCommand()
        : base("archive", "Puts a project away; nothing of it is lost.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.Show(await session.Client.ArchiveProjectAsync(project.Id, cancellationToken), ProjectView.Of);
        };
    }
}
