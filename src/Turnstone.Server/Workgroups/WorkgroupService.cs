using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Client.Workgroups;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Workgroups;

namespace Turnstone.Server.Workgroups;

/// <summary>The workgroups of whoever asks.</summary>
internal sealed class WorkgroupService(Workspace workspace, PlaneDatabase plane, WorkgroupLimit limit, TimeProvider time)
{
    /// <summary>Those the caller belongs to, the longest first.</summary>
    public async Task<IReadOnlyList<WorkgroupInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        var found = await (
            from membership in rows.Memberships
            where membership.AgentId == workspace.Caller.AgentId
            join workgroup in rows.Workgroups on membership.WorkgroupId equals workgroup.Id
            orderby membership.Created, membership.Id
            select new { workgroup, membership.Role }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. found.Select(row => InfoOf(row.workgroup, row.Role))];
    }

    /// <summary>Makes one, with the caller as its Administrator.</summary>
    /// <exception cref="Refusal">The caller belongs to too many.</exception>
    public async Task<WorkgroupInfo> MakeAsync(WorkgroupDraft draft, CancellationToken cancellationToken)
    {
        var caller = workspace.Caller;
        await limit.CheckAsync(caller.AgentId, cancellationToken);
        var workgroup = new Workgroup { Name = draft.Name.Trim(), Created = time.GetUtcNow() };
        await using var rows = plane.Open(new PlaneScope.Of(workgroup.Id, caller.AgentId));
        rows.AddRange(workgroup, new Membership { AgentId = caller.AgentId, Role = Role.Administrator, Created = time.GetUtcNow() });
        rows.Note(workgroup, "added");
        await rows.SaveChangesAsync(cancellationToken);
        return InfoOf(workgroup, Role.Administrator);
    }

    /// <summary>Makes the caller's present one what the settings say.</summary>
    /// <exception cref="Refusal">Two-step sign-in shall be required, and the caller has not got it on: they would lock themselves out.</exception>
    public async Task<WorkgroupInfo> ChangeAsync(WorkgroupSettings settings, CancellationToken cancellationToken)
    {
        var caller = workspace.Caller;
        await using var rows = workspace.Open();
        var workgroup = await rows.Workgroups.SingleAsync(row => row.Id == caller.WorkgroupId, cancellationToken);
        if (settings.RequiresTwoStep && !workgroup.RequiresTwoStep && !await rows.Agents.AnyAsync(row => row.Id == caller.AgentId && row.TwoFactorEnabled, cancellationToken))
        {
            throw Refusal.Conflict(RefusalCodes.TwoStepOff, "Turn two-step sign-in on for your own account first.", "requiresTwoStep");
        }

        var before = InfoOf(workgroup, caller.Role);
        (workgroup.Name, workgroup.SharesProjects, workgroup.RequiresTwoStep) = (settings.Name.Trim(), settings.SharesProjects, settings.RequiresTwoStep);
        var after = InfoOf(workgroup, caller.Role);
        if (after != before)
        {
            rows.Note(workgroup, "changed", Changes(before, after));
        }

        await rows.SaveChangesAsync(cancellationToken);
        return after;
    }

    private static string Changes(WorkgroupInfo before, WorkgroupInfo after) => string.Join('\n',
        from change in new (string Name, object Old, object New)[]
        {
            ("Name", before.Name, after.Name),
            ("SharesProjects", before.SharesProjects, after.SharesProjects),
            ("RequiresTwoStep", before.RequiresTwoStep, after.RequiresTwoStep),
        }
        where !change.Old.Equals(change.New)
        select $"{change.Name}: {change.Old} → {change.New}");

    private static WorkgroupInfo InfoOf(Workgroup row, Role role) => new()
    {
        Id = row.Id, Name = row.Name, Role = (AgentRole)role, SharesProjects = row.SharesProjects, RequiresTwoStep = row.RequiresTwoStep, Created = row.Created,
    };
}
