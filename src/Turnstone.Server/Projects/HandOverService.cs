using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Checks;
using Turnstone.Server.Endpoints;
using Turnstone.Server.Security;
using Turnstone.Server.Statistics;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Projects;

/// <summary>Gathers what a project came to for its hand-over.</summary>
internal sealed class HandOverService(Workspace workspace, ProjectService projects, RunbookService runbook, EndpointService endpoints, KeptChecks checks, StatisticsService statistics, TimeProvider time)
{
    /// <summary>As it is now.</summary>
    /// <exception cref="Refusals.Refusal">There is no such project.</exception>
    public async Task<HandOver> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var sides = await EndpointsAsync(project, cancellationToken);
        await using var rows = workspace.Open();
        var customer = await rows.Customers.AsNoTracking().SingleAsync(row => row.Id == project.CustomerId, cancellationToken);
        return new HandOver
        {
            Project = project,
            Company = customer.CompanyName,
            Domain = customer.PrimaryDomain,
            Endpoints = sides,
            Steps = await runbook.ReadAsync(id, cancellationToken),
            Checks = await ChecksAsync(rows, project, sides, cancellationToken),
            Mailboxes = (await statistics.ReadAsync(id, cancellationToken)).Mailboxes,
            Reasons = await ReasonsAsync(rows, id, cancellationToken),
            WrittenBy = await rows.Agents.Where(row => row.Id == workspace.Caller.AgentId).Select(row => row.DisplayName).SingleAsync(cancellationToken),
            At = time.GetUtcNow(),
            Version = ProductVersion.Text,
        };
    }

    private async Task<IReadOnlyList<EndpointInfo>> EndpointsAsync(ProjectInfo project, CancellationToken cancellationToken)
    {
        List<EndpointInfo> found = [];
        foreach (var id in new[] { project.SourceId, project.DestinationId }.OfType<Guid>())
        {
            found.Add(await endpoints.GetAsync(id, cancellationToken));
        }

        return found;
    }

    private async Task<IReadOnlyList<HandOverCheck>> ChecksAsync(PlaneContext rows, ProjectInfo project, IReadOnlyList<EndpointInfo> sides, CancellationToken cancellationToken)
    {
        List<HandOverCheck> last = [];
        foreach (var side in sides)
        {
            await AddAsync(checks.Seen(rows).Where(row => row.EndpointId == side.Id && row.Subject == side.Address));
        }

        await AddAsync(rows.Checks.Where(row => row.Kind == CheckKind.CutOver && row.ProjectId == project.Id));
        return last;

        async Task AddAsync(IQueryable<CheckRun> found)
        {
            if (await found.AsNoTracking().OrderByDescending(row => row.Finished).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken) is { } run)
            {
                last.Add(new HandOverCheck(KeptChecks.ReportOf(run), run.Headline));
            }
        }
    }

    // Of the last pass over each mailbox that moves mail: what failed before and arrived since is no loss.
    private static async Task<IReadOnlyList<HandOverReason>> ReasonsAsync(PlaneContext rows, Guid project, CancellationToken cancellationToken)
    {
        var last = rows.Mailboxes.Where(row => row.ProjectId == project)
            .Select(row => rows.Passes.Where(pass => pass.MailboxId == row.Id && pass.IsOver && pass.Kind != PassKind.Verify)
                .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => pass.Id).FirstOrDefault());
        var reasons = await rows.ItemErrors.Where(row => row.Outcome == ItemOutcome.Failed && last.Contains(row.PassId))
            .GroupBy(row => row.Code).Select(group => new { group.Key, Items = group.LongCount(), Message = group.Max(row => row.Message), Remedy = group.Max(row => row.Remedy) })
            .ToListAsync(cancellationToken);
        return [.. reasons.OrderByDescending(reason => reason.Items).Select(reason => new HandOverReason(reason.Key ?? "", reason.Items, reason.Message ?? "", reason.Remedy ?? ""))];
    }
}
