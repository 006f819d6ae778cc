using System.Diagnostics;
using Turnstone.Server.Operations.Telemetry;

namespace Turnstone.Server.Dispatch;

/// <summary>Runs passes in this process.</summary>
internal sealed partial class LocalPasses(
    PassLeases leases, PassRunner runner, RunningPasses running, Bell bell, ServerSettings settings, ServerTelemetry telemetry, TimeProvider time, ILogger<LocalPasses> logger) : IPassJobs
{
    // How long passes may take to record what is in flight when the server leaves; what does not make it is in the journal all the same.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public bool Serves(string region) => settings.Region is null || settings.Region.Equals(region, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Task EnsureRunningAsync(WaitingPass pass, CancellationToken cancellationToken) => StartAsync(pass.PassId, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(WaitingPass pass, CancellationToken cancellationToken)
    {
        running.Find(pass.PassId)?.Stop();
        return Task.CompletedTask;
    }

    /// <summary>Takes a pass on and runs it; null where it runs here already, another process has it, or there is no place for it.</summary>
    public async Task<RunningPass?> StartAsync(Guid passId, CancellationToken cancellationToken)
    {
        // Several projects ask at the same time.
        if (running.Find(passId) is not null || !running.TryEnter(settings.MostPasses))
        {
            return null;
        }

        RunningPass pass;
        try
        {
            if (await leases.TakeAsync(passId, cancellationToken) is not { } lease)
            {
                return null;
            }

            pass = new RunningPass(lease, time, running.Returns(passId));
            running.Add(pass);
        }
        finally
        {
            running.Leave();
        }

        // SQLite works in the calling thread: no pass is to hold up whoever started it.
        pass.Run(Task.Run(() => RunAsync(pass), CancellationToken.None));
        return pass;
    }

    /// <summary>Ends all that is under way, to be carried on later.</summary>
    public async Task DrainAsync()
    {
        var passes = running.List();
        foreach (var pass in passes)
        {
            pass.Leave();
        }

        await Task.WhenAny(Task.WhenAll(passes.Select(pass => pass.Over)), Task.Delay(Grace, time, CancellationToken.None));
    }

    private async Task RunAsync(RunningPass pass)
    {
        using var activity = ServerTelemetry.Begin(pass.Lease);
        try
        {
            await runner.RunAsync(pass);
        }
#pragma warning disable CA1031 // The door of the process: the pass's end could not be written; it goes stale and is taken on again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            EndUnwritten(pass.Lease.PassId, e.GetType().Name);
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
        }
        finally
        {
            if (pass.IsLost)
            {
                telemetry.LeaseLost();
            }

            running.Remove(pass);
            bell.Ring();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What pass {Pass} came to could not be written ({Kind}); it is taken on again")]
    private partial void EndUnwritten(Guid pass, string kind);
}
