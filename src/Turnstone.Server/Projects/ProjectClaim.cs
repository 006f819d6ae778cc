using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Projects;

/// <summary>Has whoever submits passes of a project or takes mailboxes out of it do so alone.</summary>
internal static class ProjectClaim
{
    /// <summary>
    /// Waits until nobody else is at it; it is the caller's until their transaction is over. To be called within one, before what it protects is
    /// read: a question that was asked before is answered as it was then. Whoever claims a customer's licences as well does so afterwards.
    /// </summary>
    public static Task TakeAsync(PlaneContext rows, Guid project, CancellationToken cancellationToken) => rows.Projects.Where(row => row.Id == project)
        .ExecuteUpdateAsync(change => change.SetProperty(row => row.Claims, row => row.Claims + 1), cancellationToken);
}
