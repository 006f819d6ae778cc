using System.Globalization;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>Processor time of other processes, user and system, children that have ended included: proc(5).</summary>
internal static class ProcessorTime
{
    // sysconf(_SC_CLK_TCK): 100 on every Linux there is.
    private const double TicksPerSecond = 100;

    /// <summary>Of one process; zero when it is gone.</summary>
    public static TimeSpan Of(int process) => Read(process) is { } fields ? Sum(fields) : TimeSpan.Zero;

    /// <summary>Of all living members of a process group.</summary>
    public static TimeSpan OfGroup(int group)
    {
        var sum = TimeSpan.Zero;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && Read(process) is { } fields && fields[2] == group.ToString(CultureInfo.InvariantCulture))
            {
                sum += Sum(fields);
            }
        }

        return sum;
    }

    // "pid (name) state ppid pgrp …": the name may hold blanks and brackets, so count from its end. utime is field 14 of proc(5).
    private static string[]? Read(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TimeSpan Sum(string[] fields) =>
        TimeSpan.FromSeconds(fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
}
