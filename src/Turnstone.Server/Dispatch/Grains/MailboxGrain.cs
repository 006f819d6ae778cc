namespace Turnstone.Server.Dispatch.Grains;

/// <summary>
/// Runs a mailbox's pass beside itself: never in a turn, so that it answers while the pass goes on. It is only the address; that no two of it
/// run the same pass is the database's doing.
/// </summary>
[InRegion]
[TakingTurns]
internal sealed class MailboxGrain(LocalPasses passes) : Grain, IMailboxGrain
{
    // As long as a pass may take: the grain is given up when the pass is over, not for being idle.
    private static readonly TimeSpan Long = TimeSpan.FromDays(30);

    private RunningPass? _pass;

    public async Task EnsureRunningAsync(Guid passId, CancellationToken cancellationToken)
    {
        if (_pass is { Over.IsCompleted: false })
        {
            return;
        }

        _pass = await passes.StartAsync(passId, cancellationToken);
        if (_pass is { } pass)
        {
            DelayDeactivation(Long);
            _ = ReleaseAsync(pass);
        }
        else
        {
            // There may be room in another process, which the grain finds when it is called anew.
            DeactivateOnIdle();
        }
    }

    public Task StopAsync(Guid passId)
    {
        if (_pass is { } pass && pass.Lease.PassId == passId)
        {
            pass.Stop();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Whatever the reason, also one that has nothing to do with this mailbox (another process left, and the directory with it): a pass that nobody
    /// can reach must not go on. It is given back, and taken on again with the next look.
    /// </summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_pass is { Over.IsCompleted: false } pass)
        {
            pass.Leave();
            await Task.WhenAny(pass.Over, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        }
    }

    private async Task ReleaseAsync(RunningPass pass)
    {
        await pass.Over;
        if (ReferenceEquals(_pass, pass))
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }
}
