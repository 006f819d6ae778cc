using System.CommandLine;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary>Asks for something of one mailbox of a project.</summary>
internal abstract class MailboxOfNameCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Argument<string?> _mailbox;

    protected MailboxOfNameCommand(string name, string description)
        : base(name, description)
    {
        _project = AddWord("project", "Name or id.");
        _mailbox = AddWord("mailbox", "Its address on either side, or its id.");
    }

    /// <summary>Asks, and shows the answer.</summary>
    protected abstract Task<int> RunAsync(RemoteSession session, MailboxInfo mailbox, CancellationToken cancellationToken);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var project = parsed.Word(_project, "Write its name or id.", findings);
        var mailbox = parsed.Word(_mailbox, "Write its address or id.", findings);
        return async (session, cancellationToken) => await RunAsync(
            session, await session.Names.MailboxAsync((await session.Names.ProjectAsync(project, cancellationToken)).Id, mailbox, cancellationToken), cancellationToken);
    }
}
