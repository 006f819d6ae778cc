using Spectre.Console;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Output;

/// <summary>The end of a run for a person: a table, then what to look at by cause, then one plain sentence.</summary>
internal sealed class SummaryPrinter(Shell shell)
{
    private readonly IAnsiConsole _console = shell.CreateConsole();

    public async Task PrintAsync(RunReport report, MigrateSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Pass.DryRun)
        {
            PlanPrinter.Print(report, _console);
        }
        else
        {
            PrintTable(report);
        }

        await PrintProblemsAsync(report, cancellationToken);
        _console.MarkupLine($"[bold]{Markup.Escape(Headline.Of(report))}[/]");
        if (settings.Pass is { DryRun: false, Kind: not PassKind.Verify })
        {
            _console.MarkupLine($"[grey]{Markup.Escape(VerificationSentence.Of(report))}[/]");
        }

        if (report.Refresh is { } refresh)
        {
            _console.MarkupLine($"[grey]{Markup.Escape(RefreshSentence.Of(refresh))}[/]");
        }

        if (report.Mailboxes.Max(result => result.Report.Passive) is { TotalSeconds: >= 1 } waited)
        {
            _console.MarkupLine($"[grey]Of the time, up to {Quantity.Duration(waited)} of a mailbox was waiting: for a server that asked for patience, for the hours it may run in, or for trouble to pass.[/]");
        }

        foreach (var file in settings.Reports)
        {
            _console.WriteLine($"Report: {file.FullPath}");
        }
    }

    /// <summary>The table alone: what the demo shows between its steps.</summary>
    public void PrintTable(RunReport report)
    {
        // Numbers are never cut: a narrow screen gets fewer columns instead.
        string[] heads = shell.Width switch
        {
            >= 118 => ["Found", "Copied", "There", "Skipped", "Failed", "Size", "Time", "Rate"],
            >= 100 => ["Found", "Copied", "There", "Skipped", "Failed", "Size", "Time"],
            _ => ["Found", "Copied", "There", "Skip", "Fail"],
        };
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("Mailbox").NoWrap());
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("Grade").NoWrap());
        foreach (var mailbox in report.Mailboxes.Select(result => result.Report))
        {
            table.AddRow([.. Cells(Fit(mailbox.Source.Value), mailbox.Totals, mailbox.Finished - mailbox.Started, mailbox.Moving).Take(heads.Length + 1), Mark(mailbox)]);
        }

        if (report.Mailboxes.Count > 1)
        {
            table.AddEmptyRow();
            table.AddRow([.. Cells("All", report.Totals, report.Finished - report.Started, report.Moving).Take(heads.Length + 1), ""]);
        }

        _console.Write(table);
    }

    /// <summary>What went wrong, by cause, most frequent first.</summary>
    public async Task PrintProblemsAsync(RunReport report, CancellationToken cancellationToken)
    {
        foreach (var problem in await ProblemList.GatherAsync(report.Mailboxes, cancellationToken))
        {
            var what = problem.Scope switch
            {
                FailureScope.Item => problem.Count == 1 ? "message" : "messages",
                FailureScope.Folder => problem.Count == 1 ? "folder" : "folders",
                _ => problem.Count == 1 ? "mailbox" : "mailboxes",
            };
            _console.MarkupLine($"[red]{Quantity.Count(problem.Count)} {what}[/] [grey]{Markup.Escape(problem.Code.Value)}[/]");
            Indented(problem.Message);
            Indented(problem.Remedy);
            Indented($"{(problem.Count > 1 ? "first" : "where")}: {problem.Example}");
            _console.WriteLine();
        }
    }

    private void Indented(string text)
    {
        if (text.Length > 0)
        {
            _console.Write(new Padder(new Text(VisibleText.Of(text)), new Padding(2, 0, 0, 0)));
        }
    }

    private static IEnumerable<string> Cells(string name, Totals totals, TimeSpan time, TimeSpan moving)
    {
        yield return Markup.Escape(name);
        yield return Quantity.Count(totals.Found);
        yield return Quantity.Count(totals.Copied);
        yield return Quantity.Count(totals.AlreadyThere);
        yield return Quantity.Count(totals.Skipped);
        yield return totals.Failed > 0 ? $"[red]{Quantity.Count(totals.Failed)}[/]" : "0";
        yield return Quantity.Bytes(totals.BytesCopied);
        yield return Quantity.Duration(time);
        yield return totals.Copied > 0 && moving > TimeSpan.Zero ? Quantity.Rate(totals.Copied / moving.TotalSeconds) : "";
    }

    private static string Mark(MailboxReport mailbox)
    {
        var word = mailbox.Status == PassStatus.Stopped ? "Stopped" : mailbox.Grade.ToString();
        var colour = mailbox switch
        {
            { Status: PassStatus.Stopped } => "yellow",
            { Grade: Grade.Perfect } => "green",
            { Grade: Grade.Good } => "blue",
            { Grade: Grade.Investigate } => "yellow",
            _ => "red",
        };
        return $"[{colour}]{word}[/]";
    }

    private string Fit(string text)
    {
        var width = Math.Clamp(shell.Width < 100 ? shell.Width - 60 : shell.Width - 78, 16, 48);
        return text.Length <= width ? text : $"{text[..(width - 1)]}…";
    }
}
