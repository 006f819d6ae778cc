using Microsoft.Extensions.Logging;
using Turnstone.Cli.Logging;
using Turnstone.Cli.Output;
using Turnstone.Cli.Progress;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Migration;

/// <summary>A migration from the checked order to the last line on the screen.</summary>
internal static class MigrationRun
{
    /// <summary>Runs it, writes the reports and prints the result; returns the exit status.</summary>
    public static async Task<int> StartAsync(MigrateSettings settings, Shell shell, CancellationToken cancellationToken)
    {
        using var logs = LogFile.Open(settings.StateDirectory, shell);
        IProgressDisplay display = settings.Output == OutputForm.Json ? new SilentDisplay() : shell.IsTerminal ? new TerminalDisplay(shell) : new LineDisplay(shell);
        var report = await RunAsync(settings, display, shell, logs, cancellationToken);

        // A stopped run has a report too: what follows is not cancelled with it.
        var faults = await WriteReportsAsync(settings.Reports, report);
        if (settings.Output == OutputForm.Json)
        {
            await using var output = new WriterStream(shell.Out);
            await new JsonReportWriter().WriteAsync(report, output, CancellationToken.None);
        }
        else
        {
            await new SummaryPrinter(shell).PrintAsync(report, settings, CancellationToken.None);
        }

        FindingsPrinter.PrintTrouble(faults, shell);
        return faults.Count > 0 && ExitStatus.Of(report) == ExitStatus.Fine ? ExitStatus.MailboxFailed : ExitStatus.Of(report);
    }

    /// <summary>The passes alone, shown by <paramref name="display"/>: what the demo drives, step by step.</summary>
    public static Task<RunReport> RunAsync(
        MigrateSettings settings, IProgressDisplay display, Shell shell, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var mailboxes = new MailboxPasses(settings, shell.Time, logs);
        var runner = new MigrationRunner(settings, mailboxes.RunAsync, shell.Time, logs.CreateLogger<MigrationRunner>());
        var board = new ProgressBoard(settings.Mailboxes, shell.Time);
        return display.ShowAsync(board, () => runner.RunAsync(board, cancellationToken));
    }

    /// <summary>Writes every report that can be written; the answer says what is wrong with the others.</summary>
    public static async Task<IReadOnlyList<string>> WriteReportsAsync(IReadOnlyList<ReportFile<RunReport>> reports, RunReport report)
    {
        List<string> faults = [];
        foreach (var file in reports)
        {
            try
            {
                await file.WriteAsync(report, CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults.Add($"The report {file.FullPath} could not be written: {FileTrouble.Say(e)}. Run the same command with another --report; nothing is copied twice.");
            }
        }

        return faults;
    }
}
