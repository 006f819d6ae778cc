using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Passes;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Licences;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Passes;

/// <summary>Passes over the mailboxes of a project.</summary>
internal sealed partial class PassService(Workspace workspace, SeenProjects seen, PassSwitch passSwitch, PassLicences passLicences, TimeProvider time)
{
    /// <summary>Those that were asked for, the newest first.</summary>
    public async Task<Paged<PassInfo>> ListAsync(Guid project, PassQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await FindProjectAsync(rows, project, cancellationToken);
        var found = rows.Passes.AsNoTracking().Where(row => row.ProjectId == project);
        if (query.State is { } state)
        {
            var stored = (Storage.Passes.PassState)state.Value;
            found = found.Where(row => row.State == stored);
        }

        if (query.Mailbox is { } mailbox)
        {
            found = found.Where(row => row.MailboxId == mailbox);
        }

        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var search = SearchText.Of(query.Search);
            found = found.Where(row => rows.Mailboxes.Any(other => other.Id == row.MailboxId && other.SourceSearch.Contains(search)));
        }

        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderByDescending(row => row.Submitted).ThenByDescending(row => row.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<PassInfo>(await PassView.OfAsync(rows, items, cancellationToken), total);
    }

    /// <summary>One of the workgroup.</summary>
    public async Task<PassInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return (await PassView.OfAsync(rows, [await FindAsync(rows, id, cancellationToken)], cancellationToken))[0];
    }

    /// <summary>Stops passes of a project in whatever state they are: what has not begun is over at once, what is under way within seconds.</summary>
    public async Task<StopResult> StopAsync(Guid project, StopDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindProjectAsync(rows, project, cancellationToken);
        var chosen = rows.Passes.Where(pass => pass.ProjectId == project && !pass.IsOver);
        if (draft.Mailboxes is { } mailboxes)
        {
            chosen = chosen.Where(pass => mailboxes.Contains(pass.MailboxId));
        }

        rows.Note(row, "stop asked", draft.Mailboxes is { } named ? $"{named.Count} mailboxes" : "all mailboxes");
        await rows.SaveChangesAsync(cancellationToken);
        return await passSwitch.StopAsync(chosen, row.Region, cancellationToken);
    }

    private async Task<Project> FindProjectAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Projects(rows).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("project");

    private async Task<MailboxPass> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Passes(rows).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("pass");
}
