namespace Turnstone.Server.Dispatch.Grains;

/// <summary>The one place where it is seen to whose turn it is in a project, whichever process asks. By <see cref="GrainAddress"/>.</summary>
internal interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>As <see cref="IProjectQueues.PumpAsync"/>.</summary>
    Task PumpAsync(Guid projectId, int most, bool isNews, CancellationToken cancellationToken);
}
