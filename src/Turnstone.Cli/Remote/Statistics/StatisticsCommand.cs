using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Statistics;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Statistics;

/// <summary><c>turnstone statistics</c>.</summary>
internal sealed class StatisticsCommand : RemoteCommand
{
    private static readonly View<MailboxStatistics> Columns = new(
        new("Mailbox", mailbox => mailbox.Source),
        new("Folders", mailbox => Quantity.Count(mailbox.Folders)),
        new("Items", mailbox => Quantity.Count(mailbox.Items)),
        new("Copied", mailbox => Quantity.Bytes(mailbox.Bytes)),
        new("Errors", mailbox => Quantity.Count(mailbox.ItemErrors)),
        new("Active min", mailbox => mailbox.ActiveMinutes.ToString("0.0", CultureInfo.InvariantCulture)),
        new("Waiting min", mailbox => mailbox.PassiveMinutes.ToString("0.0", CultureInfo.InvariantCulture)),
        new("MB/h", mailbox => mailbox.MegabytesAnHour.ToString("0", CultureInfo.InvariantCulture)),
        new("Passes", mailbox => $"{mailbox.Passes}"),
        new("Last pass", mailbox => mailbox.LastKind is { } kind ? $"{Shown.Word(kind)}{(mailbox.LastState is { } state ? $", {Shown.Word(state)}" : "")}" : ""));

    private readonly Argument<string?> _project;
    private readonly Option<bool> _csv;
    private readonly Option<string?> _to;

    public StatisticsCommand()
        : base("statistics", "Says what all passes over a project's mailboxes came to.")
    {
        _project = AddWord("project", "Name or id.");
        _csv = AddSwitch("--csv", "As a file for spreadsheets, with the columns that scripts around other tools know.");
        _to = Add("--to", "file", "With --csv: where it goes. Default: standard output.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var (csv, to) = (parsed.IsSet(_csv), parsed.Text(_to));
        if (to is not null && !csv)
        {
            findings.Refuse(_to.Name, $"It goes with {_csv.Name} alone.", $"Write {_csv.Name} as well.");
        }

        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return csv
                ? await Download.RunAsync(session, to, output => session.Client.WriteStatisticsAsync(project.Id, output, cancellationToken), cancellationToken)
                : session.ShowAll(await session.Client.GetStatisticsAsync(project.Id, cancellationToken), Columns);
        };
    }
}
