using Turnstone.Sandbox.Dovecot;
using Xunit;

namespace Turnstone.EndToEnd.Crash;

/// <summary>Programs that see another time of day than we do, by Debian's libfaketime. Clocks that only measure are left alone.</summary>
internal sealed class FakedTime : IDisposable
{
    private const string SharedMemory = "/dev/shm";
    private readonly string _library;
    private readonly HashSet<string> _before = [.. Leftovers()];

    private FakedTime(string library) => _library = library;

    public static async Task<FakedTime> PrepareAsync(CancellationToken cancellationToken)
    {
        await DebianPackages.EnsureAsync([new DebianPackage("faketime")], TestContext.Current.SendDiagnosticMessage, cancellationToken);
        return new FakedTime(Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).First());
    }

    /// <summary>The environment of a program whose clock goes wrong by so much.</summary>
    public IReadOnlyDictionary<string, string?> Environment(TimeSpan wrongBy) => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = _library,
        ["FAKETIME"] = FormattableString.Invariant($"{wrongBy.TotalSeconds:+0;-0}s"),
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>A program that is killed cannot take away what the library keeps for it.</summary>
    public void Dispose()
    {
        foreach (var left in Leftovers().Where(file => !_before.Contains(file)))
        {
            File.Delete(left);
        }
    }

    private static IEnumerable<string> Leftovers() =>
        Directory.Exists(SharedMemory) ? Directory.EnumerateFiles(SharedMemory, "*faketime_*") : [];
}
