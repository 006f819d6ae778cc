using System.Globalization;
using System.Runtime.InteropServices;

namespace Turnstone.Benchmarks.Macro.Results;

/// <summary>Where and with what a run was made.</summary>
internal static class Machine
{
    /// <summary>The machine, and the others that took part, which the caller names with their versions.</summary>
    public static string Describe(string others)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} processors ({processor}), {memory >> 30} GiB, load {Load()} as it began; "
            + $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; {others}.");
    }

    /// <summary>The version of one of Debian's packages; "none" where it is not installed.</summary>
    public static async Task<string> VersionOfAsync(string package, CancellationToken cancellationToken)
    {
        await using var query = Testing.RunningProcess.Start("dpkg-query", ["--show", "--showformat=${Version}", package]);
        return await query.WaitForExitAsync(TimeSpan.FromSeconds(20), cancellationToken) == 0 ? query.StandardOutput.Trim() : "none";
    }

    // What else the machine was doing: figures of a busy one are worth less.
    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
