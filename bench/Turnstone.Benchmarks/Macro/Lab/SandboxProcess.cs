using Turnstone.Testing;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>A part of the laboratory that is <c>turnstone sandbox …</c> in a process of its own, so that its cost is told apart.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    // Threads with nothing to do wait instead of spinning: their idling is no cost of serving.
    private static readonly Dictionary<string, string?> Idle = new() { ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" };
    private readonly RunningProcess _process;

    private SandboxProcess(RunningProcess process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    public TimeSpan Used => ProcessorTime.Of(_process.Id);

    /// <summary>Starts it; it says its address behind <paramref name="word"/>, then "ready".</summary>
    public static async Task<SandboxProcess> StartAsync(string word, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var process = RunningProcess.Start(TurnstoneExecutable.Path, ["sandbox", .. arguments], Idle);
        try
        {
            await process.WaitForLineAsync("ready", StartLimit, cancellationToken);
            var line = process.Output.Split('\n').First(line => line.StartsWith(word, StringComparison.Ordinal));
            return new SandboxProcess(process, new Uri(line[word.Length..].Trim().Split(' ')[0].TrimEnd(',')));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Signal();
        try
        {
            await _process.WaitForExitAsync(StopLimit, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Killed by then.
        }

        await _process.DisposeAsync();
    }
}
