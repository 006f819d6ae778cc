namespace Turnstone.Server.Dispatch;

/// <summary>A project with passes to take on, and where.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Region">The pool of workers it wants.</param>
internal sealed record WaitingProject(Guid ProjectId, string Region);
