using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox import</c>: the same list that <c>--mailboxes</c> takes.</summary>
internal sealed class MailboxImportCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Argument<string?> _file;
    private readonly Option<bool> _dryRun;
    private readonly Option<bool> _keepUnknown;

    public MailboxImportCommand()
        : base("import", "Adds the mailboxes of a list: all of them, or none and every fault with row and column. Ends with 64 where it has faults.")
    {
        _project = AddWord("project", "Name or id.");
        _file = AddWord("csv", "The list, as turnstone migrate --mailboxes takes it; both addresses have to be there.");
        _dryRun = AddSwitch("--dry-run", "Only looks at it.");
        _keepUnknown = AddSwitch("--keep-unknown-options", "Keeps support options whose names or values are not known; they change nothing.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var list = RemoteList.Read(parsed, _file, "Name the CSV file with the mailboxes.", findings);
        var (dryRun, keepUnknown) = (parsed.IsSet(_dryRun), parsed.IsSet(_keepUnknown));
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return await list.SendAsync(
                session,
                stream => session.Client.ImportMailboxesAsync(project.Id, stream, dryRun, keepUnknown, cancellationToken),
                found => (found.Faults, found.Remarks),
                found => dryRun ? $"{Shown.Count(found.Sound, "mailbox", "mailboxes")} would be added." : $"{Shown.Count(found.Added, "mailbox was", "mailboxes were")} added.");
        };
    }
}
