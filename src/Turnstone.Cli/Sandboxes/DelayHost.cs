using System.Net.Sockets;
using Turnstone.Engine.Reporting;
using Turnstone.Sandbox.Proxies;

namespace Turnstone.Cli.Sandboxes;

/// <summary>Runs a long way to a server until it is asked to stop.</summary>
internal static class DelayHost
{
    /// <summary>Says where it listens, then "ready" on a line of its own, and how many connections there were in the end.</summary>
    public static async Task<int> RunAsync(DelayLineOptions options, Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            await using var line = DelayLine.Start(options);
            shell.Out.WriteLine($"Delay: {line.Url} to {options.To}");
            shell.Out.WriteLine("ready");
            await shell.Out.FlushAsync(cancellationToken);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, shell.Time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                shell.Out.WriteLine($"Connections: {Quantity.Count(line.Connections)}");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop before it was ready.
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            shell.Error.WriteLine($"The delay did not start: {VisibleText.Of(e.Message)} Choose another --listen.");
            return ExitStatus.WrongUse;
        }

        return ExitStatus.Fine;
    }
}
