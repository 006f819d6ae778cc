using Microsoft.Extensions.Time.Testing;
using Turnstone.Cli;

namespace Turnstone.Tests.Cli;

/// <summary>The command line with everything around it in memory, and a folder of its own.</summary>
internal sealed class CommandLineRun : IDisposable
{
    public const string Header = "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\n";

    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("turnstone-test-");

    public Dictionary<string, string> Variables { get; } = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Shell Shell => new() { Out = _out, Error = _error, Width = 120, Environment = Variables.GetValueOrDefault, Time = Time };

    public Task<int> RunAsync(params string[] arguments) => new CommandLine().RunAsync(arguments, Shell, CancellationToken.None);

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Folder.Delete(recursive: true);
}
