using System.Text.RegularExpressions;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Client;
using Turnstone.Client.People;
using Turnstone.Testing;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>A fresh <c>turnstone serve</c> in a process of its own, set up. Disposing it ends it and removes what it kept.</summary>
internal sealed partial class PlaneProcess : IAsyncDisposable
{
    /// <summary>Its first Administrator.</summary>
    public const string Email = "anna@msp.example";

    /// <summary>Their password.</summary>
    public const string Password = "correct horse battery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-bench-");
    private readonly RunningProcess _process;

    private PlaneProcess(string? postgres, IEnumerable<string> options) => _process = RunningProcess.Start(
        TurnstoneExecutable.Path,
        ["serve", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0", .. options],
        new Dictionary<string, string?> { ["TURNSTONE_DATABASE"] = postgres, ["TURNSTONE_LOG"] = "error" });

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Where it keeps its rows.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Where it serves.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What it said.</summary>
    public string Output => _process.Output;

    /// <summary>A client with all rights of its first Administrator.</summary>
    public TurnstoneClient Client { get; private set; } = null!;

    /// <summary>Starts one on a connection string, or on the embedded database.</summary>
    public static async Task<PlaneProcess> StartAsync(string? postgres, CancellationToken cancellationToken, params string[] options)
    {
        var plane = new PlaneProcess(postgres, options);
        try
        {
            await plane._process.WaitForLineAsync("ready", Patience, cancellationToken);
            plane.Url = new Uri(Serving().Match(plane._process.Output).Groups[1].Value);
            plane.Client = new TurnstoneClient(plane.Url, await plane.SetUpAsync(cancellationToken));
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<string> SetUpAsync(CancellationToken cancellationToken)
    {
        using var client = new TurnstoneClient(Url);
        await client.SetUpAsync(
            new SetupDraft { Code = Code().Match(_process.Output).Groups[1].Value, Workgroup = "Moves", Name = "Anna", Email = Email, Password = Password }, cancellationToken);
        await client.SignInAsync(new SignInDraft { Email = Email, Password = Password }, cancellationToken);
        return (await client.MakeTokenAsync(new TokenDraft { Name = "Bench", Scope = AccessScope.Full }, cancellationToken)).Token;
    }

    [GeneratedRegex(@"Serving at (http://[^;,\s]+)")]
    private static partial Regex Serving();

    [GeneratedRegex(@"setup\?code=(\S+)")]
    private static partial Regex Code();
}
