using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Projects;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project create</c>.</summary>
internal sealed class ProjectCreateCommand : RemoteCommand
{
    private readonly Argument<string?> _name;
    private readonly Option<string?> _customer;
    private readonly Option<string?> _source;
    private readonly Option<string?> _destination;
    private readonly Option<string?> _region;
    private readonly Option<string?> _parallel;
    private readonly Option<string?> _maxErrors;
    private readonly Option<string?> _maxMbps;
    private readonly Option<string?> _folderFilter;
    private readonly Option<string?> _olderThan;
    private readonly Option<string?> _newerThan;
    private readonly Option<string?> _purgeDays;
    private readonly Option<string[]> _options;
    private readonly Option<bool> _keepUnknown;

    public ProjectCreateCommand()
        : base("create", "Adds a project: mailboxes that are moved from one endpoint to another.")
    {
        _name = AddWord("name", "What people call it; no two projects have the same name.");
        _customer = Add("--customer", "name | id", "Whose mailboxes they are.");
        _source = Add("--source", "name | id", "The IMAP endpoint mailboxes are copied from; may come later.");
        _destination = Add("--destination", "name | id", "The Exchange endpoint they are copied into; may come later.");
        _region = Add("--region", "name", "The pool of workers nearest to the destination.");
        _parallel = Add("--parallel", "n", "Passes that may run at once. Default 100.");
        _maxErrors = Add("--max-errors", "n", "Item errors after which a pass has failed. Default 1000.");
        _maxMbps = Add("--max-mbps", "n", "The most that all its passes read together, in megabits a second.");
        _folderFilter = Add("--folder-filter", "regex", "Leaves out folders whose path matches; / stands between names, case does not count.");
        _olderThan = Add("--older-than", "Nd | yyyy-MM-dd", "Only items received before this.");
        _newerThan = Add("--newer-than", "Nd | yyyy-MM-dd", "Only items received at or after this.");
        _purgeDays = Add("--purge-days", "n", "Days without use after which credentials are cleared. Default 180.");
        _options = AddMany("--option", "Name=Value", "A support option. Repeatable.");
        _keepUnknown = AddSwitch("--keep-unknown-options", "Keeps support options whose names or values are not known; they change nothing.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var draft = new ProjectDraft
        {
            CustomerId = Guid.Empty,
            Name = parsed.Word(_name, "Write what it shall be called.", findings),
            Region = parsed.Required(_region, "Name the region its passes run in.", findings) ?? "",
            MostAtOnce = parsed.Number(_parallel, 1, 1000, 100, findings),
            MostErrors = parsed.Number(_maxErrors, 1, 1_000_000, 1000, findings),
            MostMegabits = parsed.Decimal(_maxMbps, findings),
            FolderFilter = parsed.Text(_folderFilter) ?? "",
            OlderThan = MomentText.Read(_olderThan.Name, parsed.Text(_olderThan), shell.Time, findings),
            NewerThan = MomentText.Read(_newerThan.Name, parsed.Text(_newerThan), shell.Time, findings),
            PurgeDays = parsed.Number(_purgeDays, 1, 3650, 180, findings),
            SupportOptions = string.Join('\n', parsed.Texts(_options)),
            KeepUnknownOptions = parsed.IsSet(_keepUnknown),
        };
        var customer = parsed.Required(_customer, "Name the customer whose mailboxes they are.", findings) ?? "";
        var (source, destination) = (parsed.Text(_source), parsed.Text(_destination));
        return async (session, cancellationToken) =>
        {
            var named = draft with
            {
                CustomerId = (await session.Names.CustomerAsync(customer, cancellationToken)).Id,
                SourceId = source is null ? null : (await session.Names.EndpointAsync(source, cancellationToken)).Id,
                DestinationId = destination is null ? null : (await session.Names.EndpointAsync(destination, cancellationToken)).Id,
            };
            return session.Show(await session.Client.AddProjectAsync(named, cancellationToken), ProjectView.Of);
        };
    }
}
