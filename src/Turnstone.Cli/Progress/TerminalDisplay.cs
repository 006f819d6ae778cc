using Spectre.Console;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Progress;

/// <summary>One line a running mailbox, redrawn four times a second, and a total below; gone when the run is over.</summary>
internal sealed class TerminalDisplay(Shell shell) : IProgressDisplay
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    public async Task<RunReport> ShowAsync(ProgressBoard board, Func<Task<RunReport>> run)
    {
        var console = shell.CreateConsole();
        return await console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
        {
            using var pulse = new PeriodicTimer(Redraw, board.Time);
            var running = run();
            do
            {
                var height = console.Profile.Height;
                live.UpdateTarget(BoardPicture.Draw(board, console.Profile.Width, Math.Max(3, height - 3)));
            }
            while (await Task.WhenAny(running, pulse.WaitForNextTickAsync().AsTask()) != running);

            return await running;
        });
    }
}
