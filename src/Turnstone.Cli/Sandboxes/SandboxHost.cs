using Turnstone.Engine.Reporting;
using Turnstone.Sandbox;

namespace Turnstone.Cli.Sandboxes;

/// <summary>Serves the stand-in Exchange until it is asked to stop.</summary>
internal static class SandboxHost
{
    /// <summary>Says where it serves, then "ready" on a line of its own; being stopped is how it is meant to end.</summary>
    public static async Task<int> RunAsync(ExchangeServerOptions options, string? authorityFile, Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = await ExchangeServer.StartAsync(options, cancellationToken);
            if (authorityFile is not null && server.CertificateAuthorityPem is { } authority)
            {
                await File.WriteAllTextAsync(authorityFile, authority, cancellationToken);
            }

            shell.Out.WriteLine($"EWS: {server.EwsUrl}, {options.Mailboxes.Count} mailboxes");
            shell.Out.WriteLine("ready");
            await shell.Out.FlushAsync(cancellationToken);
            await ServeAsync(server, shell, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (InvalidOperationException e)
        {
            shell.Error.WriteLine($"The stand-in Exchange did not start: {VisibleText.Of(e.Message)}");
            return ExitStatus.WrongUse;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            shell.Error.WriteLine($"The stand-in Exchange did not start: {VisibleText.Of(e.Message)} Choose another --listen, --data or --ca-out.");
            return ExitStatus.WrongUse;
        }

        return ExitStatus.Fine;
    }

    private static async Task ServeAsync(ExchangeServer server, Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, shell.Time, cancellationToken);
        }
        finally
        {
            var counts = server.Throttling;
            shell.Out.WriteLine(
                $"Requests: {Quantity.Count(counts.Requests)}; refused as too many: {Quantity.Count(counts.Refusals)}; "
                + $"delayed between items: {Quantity.Count(counts.Delays)}; sent inside a back-off: {Quantity.Count(counts.InsideBackOff)}");
        }
    }
}
