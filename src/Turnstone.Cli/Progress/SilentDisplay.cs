using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Progress;

/// <summary>Shows nothing: standard output belongs to the report.</summary>
internal sealed class SilentDisplay : IProgressDisplay
{
    public Task<RunReport> ShowAsync(ProgressBoard board, Func<Task<RunReport>> run) => run();
}
