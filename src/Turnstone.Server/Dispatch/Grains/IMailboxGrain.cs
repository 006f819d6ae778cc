namespace Turnstone.Server.Dispatch.Grains;

/// <summary>The address of a mailbox's passes: wherever one is under way, it is reached here. By <see cref="GrainAddress"/>.</summary>
internal interface IMailboxGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that a pass runs where the grain lives, if it can be taken on.</summary>
    Task EnsureRunningAsync(Guid passId, CancellationToken cancellationToken);

    /// <summary>Tells a pass to stop, if it is under way here. Returns at once.</summary>
    Task StopAsync(Guid passId);
}
