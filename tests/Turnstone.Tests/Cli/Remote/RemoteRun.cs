using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Turnstone.Cli;
using Turnstone.Client;
using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>The command line of a person who asks a server in memory, with a folder of their own for the login.</summary>
internal sealed partial class RemoteRun : IDisposable
{
    public const string Server = "http://localhost";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-test-");

    public RemoteRun(ServerWorld? world)
    {
        Network = world is null ? () => throw new InvalidOperationException("Nothing was to be asked.") : world.Network;
        Variables = new() { ["TURNSTONE_CONFIG"] = Path.Combine(_folder.FullName, "config") };
    }

    /// <summary>The way to the server.</summary>
    public Func<HttpMessageHandler> Network { get; set; }

    /// <summary>What the person types where something is asked for, by what it is asked with.</summary>
    public Dictionary<string, string> Typed { get; } = [];

    public Dictionary<string, string> Variables { get; }

    public string LoginFile => Path.Combine(_folder.FullName, "config", "login.json");

    /// <summary>Hears of each line that goes to standard output.</summary>
    public Action<string>? LineWritten { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<Said> RunAsync(params string[] arguments)
    {
        var (output, error) = (new LineWriter(LineWritten), new StringWriter());
        var shell = new Shell
        {
            Out = output, Error = error, Width = 160, Environment = Variables.GetValueOrDefault, Time = TimeProvider.System, Network = Network,
            AskSecret = question => Typed.GetValueOrDefault(question.TrimEnd(' ', ':')),
        };
        var status = await new CommandLine().RunAsync(arguments, shell, Cancel);
        return new Said(status, output.ToString(), error.ToString());
    }

    /// <summary>Standard output of a command that must end well.</summary>
    public async Task<string> FineAsync(params string[] arguments)
    {
        var said = await RunAsync(arguments);
        Assert.True(said.Status == 0, $"{string.Join(' ', arguments)}: {said.Status}\n{said.Out}\n{said.Error}");
        return said.Out;
    }

    /// <summary>The same as what it says in JSON.</summary>
    public async Task<T> JsonAsync<T>(params string[] arguments) => JsonSerializer.Deserialize<T>(await FineAsync([.. arguments, "--output", "json"]), ContractJson.Options)!;

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>With what is different in each run made the same: ids, tokens, the folder.</summary>
    public string Settled(string text) => Token().Replace(Id().Replace(text.Replace(_folder.FullName, "~", StringComparison.Ordinal), "00000000-0000-0000-0000-000000000000"), "tst_…");

    public void Dispose() => _folder.Delete(recursive: true);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"tst_[\w-]+")]
    private static partial Regex Token();

    /// <summary>What a command said, and how it ended.</summary>
    internal sealed record Said(int Status, string Out, string Error);

    private sealed class LineWriter(Action<string>? heard) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            heard?.Invoke(value ?? "");
        }
    }
}
