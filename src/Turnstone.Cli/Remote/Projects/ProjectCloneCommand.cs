using System.CommandLine;
using Turnstone.Client.Projects;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project clone</c>.</summary>
internal sealed class ProjectCloneCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Argument<string?> _name;

    public ProjectCloneCommand()
        : base("clone", "Adds a project with the settings of another and none of its mailboxes.")
    {
        _project = AddWord("project", "Name or id of the other.");
        _name = AddWord("name", "What the new one shall be called.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var like = parsed.Word(_project, "Write its name or id.", findings);
        var draft = new ProjectCloneDraft { Name = parsed.Word(_name, "Write what the new one shall be called.", findings) };
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(like, cancellationToken);
            return session.Show(await session.Client.CloneProjectAsync(project.Id, draft, cancellationToken), ProjectView.Of);
        };
    }
}
