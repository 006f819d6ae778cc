using System.CommandLine;
using Turnstone.Cli.Commands;

namespace Turnstone.Cli.Remote.Passes;

/// <summary><c>turnstone pass list</c>.</summary>
internal sealed class PassListCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Option<string?> _state;
    private readonly Option<string?> _mailbox;
    private readonly Option<string?> _search;

    public PassListCommand()
        : base("list", "Lists passes of a project, the newest first.")
    {
        _project = AddWord("project", "Name or id.");
        _state = Add("--state", "state", $"Those in one state: {Choices.Of(PassWords.States.Keys)}.");
        _mailbox = Add("--mailbox", "address | id", "Those of one mailbox.");
        _search = Add("--search", "text", "Part of the address at the source.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var state = parsed.Word(_state, PassWords.States, null, findings);
        var (address, search) = (parsed.Text(_mailbox), parsed.Text(_search));
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            var mailbox = address is null ? null : await session.Names.MailboxAsync(project.Id, address, cancellationToken);
            return session.ShowAll(
                await Pages.AllAsync((skip, cancel) => session.Client.ListPassesAsync(project.Id, state, mailbox?.Id, search, skip, Pages.Size, cancel), cancellationToken),
                PassViews.Pass);
        };
    }
}
