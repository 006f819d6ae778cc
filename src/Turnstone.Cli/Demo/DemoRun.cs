using Spectre.Console;
using Turnstone.Cli.Logging;
using Turnstone.Cli.Migration;
using Turnstone.Cli.Output;
using Turnstone.Cli.Progress;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Sandbox.Dovecot;

namespace Turnstone.Cli.Demo;

/// <summary>
/// The main job on two servers of this machine, told as it goes: verify, trial, pre-stage, new mail, full, retry. It drives the very runner
/// that <c>migrate</c> drives, and ends with 0 only if every message the old server had is in the new one.
/// </summary>
internal sealed class DemoRun(Shell shell, IReadOnlyList<ReportFile<RunReport>> reports, bool keep)
{
    private const int NewMailEach = 5;

    private readonly IAnsiConsole _console = shell.CreateConsole();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var servers = await StartServersAsync(cancellationToken);
            var status = await MigrateAsync(servers, cancellationToken);
            if (keep)
            {
                await KeepAsync(servers, cancellationToken);
            }

            return status;
        }
        catch (PackageUnavailableException e)
        {
            shell.Error.WriteLine(VisibleText.Of(e.Message));
            return ExitStatus.MailboxFailed;
        }
        catch (DovecotException e)
        {
            shell.Error.WriteLine($"The old server did not do its part: {e.Message}");
            return ExitStatus.MailboxFailed;
        }
    }

    private async Task KeepAsync(DemoServers servers, CancellationToken cancellationToken)
    {
        Title("In the browser", "The same as a service: verified, and pre-staged into other mailboxes of the new server.");
        try
        {
            await using var service = await DemoService.StartAsync(servers, shell.Time, cancellationToken);
            await new DemoGuide(_console, servers, service).WaitAsync(shell.Time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop before it was there: the demo itself is over.
        }
    }

    private async Task<DemoServers> StartServersAsync(CancellationToken cancellationToken)
    {
        Title("A migration on this machine", "Six people's mail moves from an old IMAP server into Exchange. Nothing leaves this machine.");
        var servers = await DemoServers.StartAsync(text => _console.MarkupLineInterpolated($"  [grey]{text}[/]"), shell.Time, cancellationToken);
        var loaded = servers.Loaded;
        Line($"Old server: {servers.DovecotName} at imaps://{servers.Dovecot.Host}:{servers.Dovecot.ImapsPort}");
        Line($"  {servers.People.Count} mailboxes, {Quantity.Count(loaded.Messages)} messages in {Quantity.Count(loaded.Folders)} folders, {Quantity.Bytes(loaded.Bytes)}, of fifteen years");
        Line($"New server: a stand-in for Exchange at {servers.Exchange.EwsUrl}");
        Line($"  {servers.People.Count} empty mailboxes in their owners' languages, one service account with FullAccess");
        return servers;
    }

    private async Task<int> MigrateAsync(DemoServers servers, CancellationToken cancellationToken)
    {
        var ninetyDaysAgo = shell.Time.GetUtcNow().AddDays(-90);
        List<bool> sound = [];

        Title("1 Verify credentials", "Signs in to every mailbox on both sides. Nothing moves.");
        sound.Add(AllCompleted(await PassAsync(servers, new PassOptions { Kind = PassKind.Verify }, cancellationToken)));

        Title("2 Trial", "All folders, at most ten messages of each and 5 MB a mailbox: look whether the folders are where you want them.");
        sound.Add(AllCompleted(await PassAsync(servers, new PassOptions { Kind = PassKind.Trial }, cancellationToken)));

        Title("3 Pre-stage", "What is older than 90 days, days ahead of the cut-over, while people go on working on the old server.");
        sound.Add(AllCompleted(await PassAsync(servers, new PassOptions { Kind = PassKind.PreStage, OlderThan = ninetyDaysAgo }, cancellationToken)));

        Title("4 Meanwhile", "People go on getting mail.");
        var arrived = await servers.DeliverNewMailAsync(NewMailEach, cancellationToken);
        Line($"{Quantity.Count(arrived)} new messages came to the old server");

        Title("5 Full", "After the cut-over: everything that is not there yet, and nothing twice. Then every message is compared with its original.");
        var full = await PassAsync(servers, new PassOptions { Kind = PassKind.Full, Verification = VerificationMode.Full }, cancellationToken);
        Line(VerificationSentence.Of(full));

        Title("6 Retry errors", "Only what failed. Allowed when the last pass had errors.");
        sound.Add(AllCompleted(await PassAsync(servers, new PassOptions { Kind = PassKind.Retry }, cancellationToken)));

        Title("Result", "The full pass, mailbox by mailbox.");
        var summary = new SummaryPrinter(shell);
        summary.PrintTable(full);
        await summary.PrintProblemsAsync(full, cancellationToken);
        var faults = DemoVerdict.Of(full, servers.Loaded.Messages + arrived);
        foreach (var fault in faults)
        {
            _console.MarkupLineInterpolated($"[red]{fault}[/]");
        }

        var troubles = await MigrationRun.WriteReportsAsync(reports, full);
        FindingsPrinter.PrintTrouble(troubles, shell);
        foreach (var report in reports)
        {
            Line($"Report: {report.FullPath}");
        }

        var isSound = sound.TrueForAll(step => step) && faults.Count == 0 && troubles.Count == 0;
        _console.MarkupLine(isSound ? $"[green bold]{Markup.Escape(Headline.Of(full))}[/]" : $"[red bold]Not everything is as it should be. {Markup.Escape(Headline.Of(full))}[/]");
        return isSound ? ExitStatus.Fine : ExitStatus.Of(full) is var status && status != ExitStatus.Fine ? status : ExitStatus.MailboxFailed;
    }

    private async Task<RunReport> PassAsync(DemoServers servers, PassOptions pass, CancellationToken cancellationToken)
    {
        var settings = servers.Settings with { Pass = pass };
        using var logs = LogFile.Open(settings.StateDirectory, shell);
        IProgressDisplay display = shell.IsTerminal ? new TerminalDisplay(shell) : new SilentDisplay();
        var report = await MigrationRun.RunAsync(settings, display, shell, logs, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var refused = report.Mailboxes.Where(mailbox => IsRefusal(mailbox.Report)).ToList();
        if (refused.Count > 0)
        {
            // A refusal is the rule at work: there was no error to retry.
            Line($"{refused.Count} mailboxes have nothing to retry: their last pass had no errors");
            report = report with { Mailboxes = [.. report.Mailboxes.Except(refused)] };
            if (report.Mailboxes.Count == 0)
            {
                return report;
            }
        }

        var totals = report.Totals;
        var time = report.Finished - report.Started;
        Line(totals.Copied == 0
            ? $"{Headline.Of(report)} In {Quantity.Duration(time)}."
            : $"{Quantity.Count(totals.Copied)} copied, {Quantity.Bytes(totals.BytesCopied)}, in {Quantity.Duration(time)}: {Quantity.Rate(totals.Copied / Math.Max(0.001, report.Moving.TotalSeconds))}. {Headline.Of(report)}");

        if (pass.Kind == PassKind.Verify)
        {
            // Where a person cannot be let in, what follows cannot tell more.
            await new SummaryPrinter(shell).PrintProblemsAsync(report, cancellationToken);
        }

        return report;
    }

    private static bool AllCompleted(RunReport report) => report.Mailboxes.All(mailbox => mailbox.Report.Status == PassStatus.Completed);

    private static bool IsRefusal(MailboxReport report) => report.Failure?.Code == FailureCodes.LocalRetryRefused;

    private void Title(string title, string explanation)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold]{title}[/]");
        _console.MarkupLineInterpolated($"[grey]{explanation}[/]");
    }

    private void Line(string text) => _console.WriteLine("  " + text);
}
