using System.Diagnostics;
using Turnstone.Benchmarks.Macro.Lab;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>Asks a server that is watched.</summary>
internal sealed class Timings(ProcessWatch watch)
{
    /// <summary>Asks some times; the first two answers are not counted where there are more than five, as what runs first is compiled then.</summary>
    public async Task<Timing> OfAsync(string question, int times, Func<Task> ask, Func<Task>? after = null)
    {
        var taken = new List<TimeSpan>();
        for (var turn = times > 5 ? -2 : 0; turn < times; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            if (turn >= 0)
            {
                taken.Add(Stopwatch.GetElapsedTime(started));
            }

            await (after?.Invoke() ?? Task.CompletedTask);
        }

        taken.Sort();
        return new Timing(question, taken[taken.Count / 2], taken[^1], watch.Peak);
    }
}
