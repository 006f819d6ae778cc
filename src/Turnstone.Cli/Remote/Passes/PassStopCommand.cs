using System.CommandLine;
using Turnstone.Cli.Remote.Mailboxes;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Passes;

namespace Turnstone.Cli.Remote.Passes;

/// <summary><c>turnstone pass stop</c>.</summary>
internal sealed class PassStopCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly MailboxChoice _choice;

    public PassStopCommand()
        : base("stop", "Stops passes in whatever state they are; those under way end within seconds, and the same pass again carries on.")
    {
        _project = AddWord("project", "Name or id.");
        _choice = MailboxChoice.AddTo(this);
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var chosen = _choice.Read(parsed, findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            var ids = await chosen.IdsAsync(session, project.Id, cancellationToken);
            var stopped = await session.Client.StopPassesAsync(project.Id, new StopDraft { Mailboxes = ids }, cancellationToken);
            return session.Tell(stopped, $"{Shown.Count(stopped.Stopped, "pass is", "passes are")} over that had not begun; {Shown.Count(stopped.UnderWay, "ends", "end")} within seconds.");
        };
    }
}
