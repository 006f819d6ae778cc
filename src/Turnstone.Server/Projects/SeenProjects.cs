using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>
/// The one place that says which projects somebody sees: all where the workgroup shares them or they are an Administrator, their own otherwise.
/// What serves a person reaches projects, mailboxes and passes through here alone; one that is not seen is not there.
/// </summary>
internal sealed class SeenProjects(Workspace workspace)
{
    /// <summary>Those that the caller sees.</summary>
    public IQueryable<Project> Projects(PlaneContext rows)
    {
        var caller = workspace.Caller;
        return caller.Role == Role.Administrator
            ? rows.Projects
            : rows.Projects.Where(row => row.CreatedBy == caller.AgentId || rows.Workgroups.Any(workgroup => workgroup.Id == caller.WorkgroupId && workgroup.SharesProjects));
    }

    /// <summary>Their passes.</summary>
    public IQueryable<MailboxPass> Passes(PlaneContext rows)
    {
        var projects = Projects(rows);
        return rows.Passes.Where(row => projects.Any(project => project.Id == row.ProjectId));
    }

    /// <summary>Their mailboxes.</summary>
    public IQueryable<Mailbox> Mailboxes(PlaneContext rows)
    {
        var projects = Projects(rows);
        return rows.Mailboxes.Where(row => projects.Any(project => project.Id == row.ProjectId));
    }
}
