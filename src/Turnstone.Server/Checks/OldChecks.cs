using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Checks;

/// <summary>
/// Forgets the steps of old checks: what servers said names mailboxes and accounts, and goes with the credentials it was found with. That a check was made,
/// when, by whom and what it came to stays, for the runbook goes by it.
/// </summary>
internal static class OldChecks
{
    /// <summary>Of checks that were made for a project after as many days as that allows; of others after the days given.</summary>
    public static async Task ForgetAsync(PlaneContext house, IReadOnlyList<Project> projects, int otherDays, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ClearAsync(house.Checks.Where(row => row.ProjectId == null), now.AddDays(-otherDays), cancellationToken);
        foreach (var days in projects.GroupBy(project => project.PurgeDays, project => project.Id))
        {
            foreach (var some in days.Chunk(500))
            {
                await ClearAsync(house.Checks.Where(row => row.ProjectId != null && some.Contains(row.ProjectId.Value)), now.AddDays(-days.Key), cancellationToken);
            }
        }
    }

    private static Task<int> ClearAsync(IQueryable<CheckRun> checks, DateTimeOffset due, CancellationToken cancellationToken) =>
        checks.Where(row => row.Steps != null && row.Finished <= due).ExecuteUpdateAsync(change => change.SetProperty(row => row.Steps, (string?)null), cancellationToken);
}
