using Orleans.Runtime;
using Orleans.Serialization;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Has passes run wherever their mailbox's grain lives.</summary>
internal sealed class GrainPassJobs(IGrainFactory grains, ServedRegions regions, LocalPasses local, TimeProvider time) : IPassJobs
{
    // Less than whoever asks has patience for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public bool Serves(string region) => regions.Contain(region);

    /// <summary>
    /// A grain is but an address: one that cannot be reached, because its process is gone and Redis, by which others would hear of that, is too, must not keep a
    /// pass waiting. Whether it runs elsewhere is the rows' to say.
    /// </summary>
    public async Task EnsureRunningAsync(WaitingPass pass, CancellationToken cancellationToken)
    {
        try
        {
            await GrainOf(pass).EnsureRunningAsync(pass.PassId, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or UnavailableExceptionFallbackException && local.Serves(pass.Region))
        {
            await local.StartAsync(pass.PassId, cancellationToken);
        }
    }

    public Task StopAsync(WaitingPass pass, CancellationToken cancellationToken) => GrainOf(pass).StopAsync(pass.PassId).WaitAsync(cancellationToken);

    private IMailboxGrain GrainOf(WaitingPass pass) => grains.GetGrain<IMailboxGrain>(GrainAddress.Of(pass.Region, pass.MailboxId));
}
