namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Has passes run wherever their mailbox's grain lives.</summary>
internal sealed class GrainPassJobs(IGrainFactory grains) : IPassJobs
{
    public Task EnsureRunningAsync(WaitingPass pass, CancellationToken cancellationToken) => GrainOf(pass).EnsureRunningAsync(pass.PassId, cancellationToken);

    public Task StopAsync(WaitingPass pass, CancellationToken cancellationToken) => GrainOf(pass).StopAsync(pass.PassId).WaitAsync(cancellationToken);

    private IMailboxGrain GrainOf(WaitingPass pass) => grains.GetGrain<IMailboxGrain>(GrainAddress.Of(pass.Region, pass.MailboxId));
}
