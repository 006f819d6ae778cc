using System.Diagnostics;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Results;

namespace Turnstone.Benchmarks.Macro.Runs;

/// <summary>The floor of the destination: requests rendered before the clock starts, posted as fast as they are taken. Answers are read and not looked at.</summary>
internal static class RawLoader
{
    public static async Task<Figure> RunAsync(Trial trial, int connections, CancellationToken cancellationToken)
    {
        var requests = trial.Sets.SelectMany(RenderedRequests.Render).ToList();
        var bytes = requests.Sum(request => request.Bytes);
        var (before, own) = (trial.Costs, Environment.CpuUsage.TotalTime);
        var started = Stopwatch.GetTimestamp();
        await RenderedRequests.PostAsync(trial, requests, connections, cancellationToken);
        var time = Stopwatch.GetElapsedTime(started);
        return new Figure
        {
            Mover = $"rendered requests, {connections} connections",
            Mail = trial.Sets[0].Name,
            Wire = trial.Wire,
            Items = await trial.CountAsync(cancellationToken),
            Bytes = bytes,
            Time = time,
            Costs = (trial.Costs - before) with { Own = Environment.CpuUsage.TotalTime - own },
        };
    }
}
