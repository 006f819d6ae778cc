using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>How much memory a process had at most, as the kernel counts it for whoever waits for its end (wait4, ru_maxrss).</summary>
internal static partial class PeakMemory
{
    private const string Python = "/usr/bin/python3";
    private const string Waiter =
        "import resource, subprocess, sys; s = subprocess.run(sys.argv[1:]).returncode; print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 'KiB'); sys.exit(s)";

    /// <summary>What to start a program under.</summary>
    public static IReadOnlyList<string> Meter
    {
        get
        {
            Assert.SkipUnless(File.Exists(Python), $"Needs {Python}, which tells how much memory a process had.");
            return [Python, "-c", Waiter];
        }
    }

    /// <summary>In MiB, from the output of a program that ran under the meter.</summary>
    public static int Read(string output) => int.Parse(Peak().Match(output).Groups[1].Value, CultureInfo.InvariantCulture) / 1024;

    [GeneratedRegex(@"^peak (\d+) KiB$", RegexOptions.Multiline)]
    private static partial Regex Peak();
}
