namespace Turnstone.Server.Dispatch;

/// <summary>
/// Where it is seen to whose turn it is in a project: in this process, or wherever a grain lives that all processes ask. Only a place to wait for each other: the
/// queue and who is under way are in the rows.
/// </summary>
internal interface IProjectQueues
{
    /// <summary>Has the next passes of a project run, as far as it has places, at most so many. Returns when that is decided.</summary>
    /// <param name="project">The project.</param>
    /// <param name="most">As many as whoever asks has room for.</param>
    /// <param name="isNews">Whether something is known to have changed; otherwise it is asked in case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PumpAsync(WaitingProject project, int most, bool isNews, CancellationToken cancellationToken);
}
