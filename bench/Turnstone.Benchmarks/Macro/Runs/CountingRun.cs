using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Proxies;

namespace Turnstone.Benchmarks.Macro.Runs;

/// <summary>One more pass, through proxies that count what is asked on either side.</summary>
internal static class CountingRun
{
    /// <summary>IMAP commands and EWS requests, those of connecting and signing in included.</summary>
    public static async Task<(int Imap, int Ews)> RunAsync(Trial trial, LoadedMail mail, CancellationToken cancellationToken)
    {
        await using var source = FaultProxy.Start(new FaultProxyOptions { Listen = new Uri("imap://127.0.0.1:0"), To = trial.Source });
        await using var destination = FaultProxy.Start(new FaultProxyOptions { Listen = new Uri("http://127.0.0.1:0"), To = trial.Destination });
        await TurnstoneRun.RunAsync(trial, mail, "none", [], cancellationToken, (source.Url, destination.Url));
        return (Sum(source.Tally), Sum(destination.Tally));
    }

    private static int Sum(FaultTally tally) => tally.Requests.Where(request => request.Key != "connect").Sum(request => request.Value);
}
