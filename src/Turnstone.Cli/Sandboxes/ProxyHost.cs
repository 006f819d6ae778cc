using System.Globalization;
using System.Net.Sockets;
using Turnstone.Engine.Reporting;
using Turnstone.Sandbox.Proxies;

namespace Turnstone.Cli.Sandboxes;

/// <summary>Runs a proxy that makes trouble until it is asked to stop, and tells what it did.</summary>
internal static class ProxyHost
{
    /// <summary>Says where it listens, then "ready" on a line of its own, then a line a fault, and the counts in the end.</summary>
    public static async Task<int> RunAsync(FaultProxyOptions options, string? authorityFile, Shell shell, CancellationToken cancellationToken)
    {
        var output = TextWriter.Synchronized(shell.Out);
        try
        {
            await using var proxy = FaultProxy.Start(options with { Happened = fault => output.WriteLine(Describe(fault)) });
            if (authorityFile is not null && proxy.CertificateAuthorityPem is { } authority)
            {
                await File.WriteAllTextAsync(authorityFile, authority, cancellationToken);
            }

            output.WriteLine($"Proxy: {proxy.Url} to {options.To}");
            output.WriteLine("ready");
            await output.FlushAsync(cancellationToken);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, shell.Time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                PrintCounts(proxy.Tally, output);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop before it was ready.
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            shell.Error.WriteLine($"The proxy did not start: {VisibleText.Of(e.Message)} Choose another --listen or --ca-out.");
            return ExitStatus.WrongUse;
        }

        return ExitStatus.Fine;
    }

    private static string Describe(FaultEvent fault) =>
        string.Create(CultureInfo.InvariantCulture, $"{fault.At:HH:mm:ss.fff} {VisibleText.Of(fault.Operation)} {fault.Number}: {fault.Fault}");

    private static void PrintCounts(FaultTally tally, TextWriter output)
    {
        output.WriteLine($"Requests: {List(tally.Requests)}");
        output.WriteLine($"Faults: {List(tally.Faults)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Requests inside a back-off: {tally.RequestsInsideBackOff}"));
    }

    private static string List(IReadOnlyDictionary<string, int> counts) => counts.Count == 0
        ? "none"
        : string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Of(count.Key)} {count.Value}")));
}
