using System.Text.RegularExpressions;
using Turnstone.Client;
using Turnstone.Client.People;
using Turnstone.EndToEnd.Migration;
using Turnstone.Testing;

namespace Turnstone.EndToEnd.Serve;

/// <summary>A <c>turnstone serve</c> of its own process. Disposing it kills it; ask it to end first where it is to end well.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private const string Email = "anna@msp.example";
    private const string Password = "correct horse battery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RunningProcess _process;

    private ServeProcess(RunningProcess process) => _process = process;

    /// <summary>Where it serves.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The code of the set-up link; null where the server was set up before.</summary>
    public string? SetupCode { get; private set; }

    public string Output => _process.Output;

    public int Id => _process.Id;

    /// <summary>Starts one that serves at a free port and waits until it is ready.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="postgres">A connection string; null for the embedded database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<ServeProcess> StartAsync(
        string data, string? postgres, CancellationToken cancellationToken, IReadOnlyDictionary<string, string?>? environment = null, params string[] more)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["TURNSTONE_DATABASE"] = postgres };
        var process = TurnstoneProgram.Start(["serve", "--data", data, "--urls", "http://127.0.0.1:0", .. more], Path.GetDirectoryName(data)!, variables);
        var serve = new ServeProcess(process);
        try
        {
            await process.WaitForLineAsync("ready", Patience, cancellationToken);
            serve.Url = new Uri(Serving().Match(process.Output).Groups[1].Value);
            serve.SetupCode = Code().Match(process.Output) is { Success: true } match ? match.Groups[1].Value : null;
            return serve;
        }
        catch
        {
            await serve.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the server up and returns a token with all rights of the first Administrator.</summary>
    public async Task<string> SetUpAsync(CancellationToken cancellationToken)
    {
        using var client = new TurnstoneClient(Url);
        await client.SetUpAsync(new SetupDraft { Code = SetupCode!, Workgroup = "Moves", Name = "Anna", Email = Email, Password = Password }, cancellationToken);
        await client.SignInAsync(new SignInDraft { Email = Email, Password = Password }, cancellationToken);
        return (await client.MakeTokenAsync(new TokenDraft { Name = "Test", Scope = AccessScope.Full }, cancellationToken)).Token;
    }

    /// <summary>A client that comes with a token; the caller disposes it.</summary>
    public TurnstoneClient Client(string token) => new(Url, token);

    /// <summary>Sends it a signal.</summary>
    public void Signal(string signal) => _process.Signal(signal);

    /// <summary>Waits for its end and says with which status.</summary>
    public Task<int> WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(Patience, cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"Serving at (http://[^;,\s]+)")]
    private static partial Regex Serving();

    [GeneratedRegex(@"setup\?code=(\S+)")]
    private static partial Regex Code();
}
