namespace Turnstone.Server.Dispatch;

/// <summary>
/// Where passes are made to run: in this process, or wherever a grain lives. Only an address: who has a pass is decided by the database, and
/// whoever is asked twice does nothing the second time.
/// </summary>
internal interface IPassJobs
{
    /// <summary>Whether there is a process, as far as this one knows, that runs projects of a region.</summary>
    bool Serves(string region);

    /// <summary>Sees to it that a pass runs, if it can be taken on. Returns when that is decided, not when it is over.</summary>
    Task EnsureRunningAsync(WaitingPass pass, CancellationToken cancellationToken);

    /// <summary>Tells a pass that is under way that it shall stop; what the rows say holds even if nobody is reached.</summary>
    Task StopAsync(WaitingPass pass, CancellationToken cancellationToken);
}
