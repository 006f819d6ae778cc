using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Dashboard;
using Turnstone.Engine.Planning;
using Turnstone.Server.Passes;
using Turnstone.Server.Security;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dashboard;

/// <summary>
/// How things stand at a glance. The database adds up, along its indexes: what is under way and what failed is found by its state, days by the moment
/// passes ended, so that ten thousand mailboxes with all their passes behind them cost little more than ten.
/// </summary>
internal sealed class DashboardService(Workspace workspace, DashboardRows dashboard, DashboardHistory history, DashboardAttention attention)
{
    private const int MostActive = 8;

    /// <summary>All of it.</summary>
    public async Task<DashboardInfo> ReadAsync(CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return new DashboardInfo
        {
            Totals = await TotalsAsync(rows, cancellationToken),
            Active = await ActiveAsync(rows, cancellationToken),
            Days = await history.ReadAsync(rows, cancellationToken),
            Attention = await attention.ReadAsync(rows, cancellationToken),
        };
    }

    /// <summary>What is under way alone: two questions, for those who look often.</summary>
    public async Task<ActivePasses> ActiveAsync(CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await ActiveAsync(rows, cancellationToken);
    }

    private async Task<ActivePasses> ActiveAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        // By their states rather than by being over: that is what the index has.
        PassState[] active = [PassState.Submitted, PassState.Queued, PassState.WaitingForUser, PassState.Migrating, PassState.Stopping];
        PassState[] moving = [PassState.Migrating, PassState.Stopping];
        var passes = dashboard.Passes(rows);
        var counts = await passes.Where(row => active.Contains(row.State)).GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var latest = await passes.Where(row => moving.Contains(row.State)).OrderByDescending(row => row.Started).ThenByDescending(row => row.Id).Take(MostActive)
            .Join(rows.Projects, row => row.ProjectId, project => project.Id, (row, project) => new { Pass = row, project.Id, project.Name })
            .AsNoTracking().ToListAsync(cancellationToken);
        return new ActivePasses
        {
            Waiting = Count(PassState.Submitted) + Count(PassState.Queued),
            WaitingForUser = Count(PassState.WaitingForUser),
            UnderWay = Count(PassState.Migrating) + Count(PassState.Stopping),
            Latest = [.. latest.OrderByDescending(row => row.Pass.Started).ThenByDescending(row => row.Pass.Id).Select(row => new ActivePass(row.Id, row.Name, PassView.Of(row.Pass)))],
        };

        int Count(PassState state) => counts.GetValueOrDefault(state);
    }

    private async Task<DashboardTotals> TotalsAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var mailboxes = dashboard.Mailboxes(rows);
        return new DashboardTotals
        {
            Customers = await rows.Customers.CountAsync(row => row.Archived == null, cancellationToken),
            Projects = await dashboard.Projects(rows).CountAsync(cancellationToken),
            Mailboxes = await mailboxes.CountAsync(cancellationToken),
            Moved = await mailboxes.CountAsync(
                row => rows.Passes.Any(pass => pass.MailboxId == row.Id && pass.Kind == PassKind.Full && (pass.State == PassState.Completed || pass.State == PassState.CompletedWithErrors)),
                cancellationToken),
            HasPasses = await dashboard.Passes(rows).AnyAsync(cancellationToken),
        };
    }
}
