using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Progress;

/// <summary>Shows a run while it runs.</summary>
internal interface IProgressDisplay
{
    /// <summary>Starts the run, shows the board until it ends, and hands its report on.</summary>
    Task<RunReport> ShowAsync(ProgressBoard board, Func<Task<RunReport>> run);
}
