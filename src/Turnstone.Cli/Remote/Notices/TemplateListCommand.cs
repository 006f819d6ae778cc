using System.CommandLine;

namespace Turnstone.Cli.Remote.Notices;

/// <summary><c>turnstone notice template list</c>.</summary>
internal sealed class TemplateListCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public TemplateListCommand()
        : base("list", "Lists the words a project has for each kind of notice.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.ShowAll(await session.Client.ListNoticeTemplatesAsync(project.Id, cancellationToken), TemplateView.Of);
        };
    }
}
