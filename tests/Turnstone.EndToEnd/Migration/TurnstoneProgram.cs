using Turnstone.Testing;

namespace Turnstone.EndToEnd.Migration;

/// <summary>The real executable, as a process of its own: the one that was built beside these tests, in the same configuration.</summary>
internal static class TurnstoneProgram
{
    /// <summary>How long a run may take that nobody hinders: more than a request's lifetime, which a run after a crash may have to wait out.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static readonly string Program = Locate();

    /// <summary>
    /// Starts it with nothing in its environment that would speak for the operator; in a process group of its own where signals of a
    /// terminal are to be sent, which go to the whole group, or under another program that starts it.
    /// </summary>
    public static RunningProcess Start(
        IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string?>? environment = null, bool inOwnGroup = false, params IReadOnlyList<string> under)
    {
        var variables = new Dictionary<string, string?>
        {
            ["TURNSTONE_SOURCE_PASSWORD"] = null,
            ["TURNSTONE_DESTINATION_PASSWORD"] = null,
            ["TURNSTONE_LOG"] = null,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        // setsid becomes the program it starts, so the process id is the program's and the group's.
        string[] command = [.. inOwnGroup ? ["setsid"] : under, Program, .. arguments];
        return RunningProcess.Start(command[0], command[1..], variables, directory);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramResult> RunAsync(IEnumerable<string> arguments, string directory, CancellationToken cancellationToken)
    {
        await using var process = Start(arguments, directory);
        return await EndAsync(process, cancellationToken);
    }

    /// <summary>What a process said, once it has ended.</summary>
    public static async Task<ProgramResult> EndAsync(RunningProcess process, CancellationToken cancellationToken)
    {
        var status = await process.WaitForExitAsync(Limit, cancellationToken);
        return new ProgramResult(status, process.Output, process.StandardOutput);
    }

    private static string Locate()
    {
        // artifacts/bin/<project>/<configuration>
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(own.Parent!.Parent!.FullName, "Turnstone.Cli", own.Name, OperatingSystem.IsWindows() ? "turnstone.exe" : "turnstone");
        return File.Exists(file) ? file : throw new FileNotFoundException("Build Turnstone.Cli in the configuration of these tests first.", file);
    }
}
