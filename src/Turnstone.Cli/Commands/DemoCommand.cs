using System.CommandLine;
using Turnstone.Cli.Demo;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone demo</c>: a whole migration on this machine.</summary>
internal sealed class DemoCommand : ShellCommand
{
    private readonly Option<bool> _keep;
    private readonly Option<string[]> _report;

    public DemoCommand()
        : base("demo", "Shows a whole migration on this machine: six mailboxes of made-up mail on a real Dovecot (installed if absent), moved into a stand-in Exchange.")
    {
        _keep = AddSwitch("--keep", "Leaves both servers up afterwards, with a project to watch in the browser; says how to look into them, and waits for Ctrl-C.");
        _report = AddMany("--report", "file", "Where the report goes; .json, .csv or .html by its ending. Repeatable. Default turnstone-demo/report.html and report.json.");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var given = parsed.Texts(_report);
        IReadOnlyList<string> paths = given.Count > 0 ? given : [Path.Combine("turnstone-demo", "report.html"), Path.Combine("turnstone-demo", "report.json")];
        var reports = ReportFiles.ReadLast(ReportForms.ForRun, _report.Name, paths, findings);
        FindingsPrinter.Print(findings, shell);
        return findings.AreClean
            ? await new DemoRun(shell, reports, parsed.IsSet(_keep)).RunAsync(cancellationToken)
            : ExitStatus.WrongUse;
    }
}
