using Turnstone.Server.Projects;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Dashboard;

/// <summary>What the dashboard is about: projects that whoever looks sees, and that were not put away.</summary>
internal sealed class DashboardRows(SeenProjects seen)
{
    public IQueryable<Project> Projects(PlaneContext rows) => seen.Projects(rows).Where(row => row.Archived == null);

    public IQueryable<Mailbox> Mailboxes(PlaneContext rows)
    {
        var projects = Projects(rows);
        return rows.Mailboxes.Where(row => projects.Any(project => project.Id == row.ProjectId));
    }

    public IQueryable<MailboxPass> Passes(PlaneContext rows)
    {
        var projects = Projects(rows);
        return rows.Passes.Where(row => projects.Any(project => project.Id == row.ProjectId));
    }

    /// <summary>Passes that stand so and that no other was submitted after, each with the project its mailbox is in now.</summary>
    public IQueryable<LastPass> Last(PlaneContext rows, PassState state) =>
        from pass in rows.Passes
        where pass.State == state && !rows.Passes.Any(later => later.MailboxId == pass.MailboxId && later.Submitted > pass.Submitted)
        join mailbox in Mailboxes(rows) on pass.MailboxId equals mailbox.Id
        join project in rows.Projects on mailbox.ProjectId equals project.Id
        select new LastPass { ProjectId = project.Id, Project = project.Name, Pass = pass };
}
