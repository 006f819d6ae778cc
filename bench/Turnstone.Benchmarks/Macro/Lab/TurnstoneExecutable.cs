namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>The real executable, built beside this program in the same configuration.</summary>
internal static class TurnstoneExecutable
{
    public static string Path { get; } = Locate();

    // artifacts/bin/<project>/<configuration>
    private static string Locate()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var file = System.IO.Path.Combine(own.Parent!.Parent!.FullName, "Turnstone.Cli", own.Name, "turnstone");
        return File.Exists(file) ? file : throw new FileNotFoundException("Build Turnstone.Cli in the configuration of the benchmarks first.", file);
    }
}
