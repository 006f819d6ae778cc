using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Mailboxes;

/// <summary>The mailboxes of a project that the caller sees, and some of them.</summary>
internal sealed class ProjectMailboxes(SeenProjects seen)
{
    /// <summary>The project.</summary>
    /// <exception cref="Refusal">There is none that the caller sees.</exception>
    public async Task<Project> ProjectAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await FindProjectAsync(rows, id, cancellationToken) ?? throw Refusal.NotFound("project");

    /// <summary>The project; null where there is none that the caller sees.</summary>
    public Task<Project?> FindProjectAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        seen.Projects(rows).SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    /// <summary>A mailbox of any project.</summary>
    /// <exception cref="Refusal">There is none that the caller sees.</exception>
    public async Task<Mailbox> MailboxAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Mailboxes(rows).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("mailbox");

    /// <summary>Those of a project that are like this.</summary>
    public static IQueryable<Mailbox> Like(PlaneContext rows, Guid project, MailboxFilter filter)
    {
        var found = rows.Mailboxes.Where(row => row.ProjectId == project);
        if (filter.Star is { } colour)
        {
            found = colour == 0 ? found.Where(row => row.Star == null) : found.Where(row => row.Star == colour);
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var text = SearchText.Of(filter.Search);
            found = found.Where(row => row.SourceSearch.Contains(text) || row.DestinationSearch.Contains(text));
        }

        return LatestPasses.Narrow(rows, found, filter.State, filter.Kind);
    }

    /// <summary>Those of a project that were chosen.</summary>
    /// <exception cref="Refusal">Nothing says which, or an id is none of this project's.</exception>
    public static async Task<IQueryable<Mailbox>> ChosenAsync(PlaneContext rows, Guid project, MailboxSelection selection, CancellationToken cancellationToken)
    {
        if (selection.Ids is null == selection.Filter is null)
        {
            throw Refusal.Wrong(RefusalCodes.MailboxSelection, "Say which mailboxes: either their ids, or a filter; an empty filter means all of the project.", "ids");
        }

        if (selection.Filter is { } filter)
        {
            return Like(rows, project, filter);
        }

        var ids = selection.Ids!.Distinct().ToList();
        var chosen = rows.Mailboxes.Where(row => row.ProjectId == project && ids.Contains(row.Id));
        return await chosen.CountAsync(cancellationToken) == ids.Count ? chosen : throw Refusal.NotFound("mailbox");
    }
}
