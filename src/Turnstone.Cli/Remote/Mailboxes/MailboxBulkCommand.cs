using System.CommandLine;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary>Does one thing with many mailboxes of a project.</summary>
internal abstract class MailboxBulkCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly MailboxChoice _choice;
    private readonly string _done;

    /// <param name="name">The command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="done">What is said of it afterwards, such as <c>moved</c>.</param>
    protected MailboxBulkCommand(string name, string description, string done)
        : base(name, description)
    {
        _done = done;
        _project = AddWord("project", "Name or id.");
        _choice = MailboxChoice.AddTo(this);
    }

    /// <summary>Reads what it needs to know besides; gives what is done with the chosen mailboxes.</summary>
    protected abstract Func<RemoteSession, Guid, MailboxSelection, CancellationToken, Task<BulkInfo>> ReadDeed(ParseResult parsed, Findings findings);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var chosen = _choice.Read(parsed, findings);
        var deed = ReadDeed(parsed, findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            var selection = await chosen.SelectAsync(session, project.Id, cancellationToken);
            var done = await deed(session, project.Id, selection, cancellationToken);
            return session.Tell(done, $"{Shown.Count(done.Count, "mailbox", "mailboxes")} {_done}.");
        };
    }
}
