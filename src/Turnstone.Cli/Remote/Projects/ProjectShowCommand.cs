using System.CommandLine;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project show</c>.</summary>
internal sealed class ProjectShowCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public ProjectShowCommand()
        : base("show", "Shows a project with its settings.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) => session.Show(await session.Names.ProjectAsync(name, cancellationToken), ProjectView.Of);
    }
}
