using System.CommandLine;

namespace Turnstone.Cli.Remote.Passes;

/// <summary><c>turnstone pass watch</c>.</summary>
internal sealed class PassWatchCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public PassWatchCommand()
        : base("watch", "Shows a project's passes as they go on, a line a change, until none is left. Ends as turnstone migrate does: 0, 2, 3 or 4.") =>
        _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return await PassWatching.RunAsync(session, project.Id, cancellationToken);
        };
    }
}
