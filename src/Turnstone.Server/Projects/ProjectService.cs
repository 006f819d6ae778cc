using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>The projects that the caller sees.</summary>
internal sealed class ProjectService(Workspace workspace, SeenProjects seen, ProjectEndpoints endpoints, TimeProvider time)
{
    /// <summary>Those that were asked for, by name.</summary>
    public async Task<Paged<ProjectInfo>> ListAsync(ProjectQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = seen.Projects(rows).AsNoTracking().Where(row => row.Archived != null == query.Archived);
        if (query.CustomerId is { } customer)
        {
            found = found.Where(row => row.CustomerId == customer);
        }

        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var search = SearchText.Of(query.Search);
            found = found.Where(row => row.NameSearch.Contains(search));
        }

        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderBy(row => row.NameSearch).Skip(query.Skip).Take(query.Take)
            .Select(row => new { Project = row, Mailboxes = rows.Mailboxes.Count(mailbox => mailbox.ProjectId == row.Id) })
            .ToListAsync(cancellationToken);
        return new Paged<ProjectInfo>([.. items.Select(item => ProjectMap.InfoOf(item.Project, item.Mailboxes))], total);
    }

    /// <summary>One of them.</summary>
    public async Task<ProjectInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await InfoAsync(rows, await FindAsync(rows, id, cancellationToken), cancellationToken);
    }

    /// <summary>Adds one; it is the caller's.</summary>
    /// <exception cref="Refusal">A field is wrong, or another project has the name.</exception>
    public async Task<ProjectInfo> AddAsync(ProjectDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        if (!await rows.Customers.AnyAsync(row => row.Id == draft.CustomerId, cancellationToken))
        {
            throw Refusal.Wrong(RefusalCodes.CustomerUnknown, "There is no such customer here.", "customerId");
        }

        var row = new Project { CustomerId = draft.CustomerId, CreatedBy = workspace.Caller.AgentId, Name = draft.Name, Region = draft.Region, Created = time.GetUtcNow() };
        ProjectFilling.Fill(row, draft);
        await ProjectEndpoints.ChooseAsync(rows, row, draft, cancellationToken);
        rows.Add(row);
        await SaveAsync(rows, row, cancellationToken);
        return ProjectMap.InfoOf(row, mailboxes: 0);
    }

    /// <summary>Makes one what the draft says. What runs goes on with what it was started with.</summary>
    /// <exception cref="Refusal">There is none, a field is wrong, or another project has the name.</exception>
    public async Task<ProjectInfo> ChangeAsync(Guid id, ProjectDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        if (row.CustomerId != draft.CustomerId)
        {
            throw Refusal.Conflict(RefusalCodes.ProjectFixed, "A project stays its customer's: add another one.", "customerId");
        }

        ProjectFilling.Fill(row, draft);
        await ProjectEndpoints.ChooseAsync(rows, row, draft, cancellationToken);
        await SaveAsync(rows, row, cancellationToken);
        return await InfoAsync(rows, row, cancellationToken);
    }

    /// <summary>Adds one with all settings of another and none of its mailboxes; it is the caller's.</summary>
    /// <exception cref="Refusal">There is none, or another project has the name.</exception>
    public async Task<ProjectInfo> CloneAsync(Guid id, ProjectCloneDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var like = await FindAsync(rows, id, cancellationToken);
        var row = new Project
        {
            CustomerId = like.CustomerId,
            CreatedBy = workspace.Caller.AgentId,
            Name = draft.Name.Trim(),
            SourceId = like.SourceId,
            DestinationId = like.DestinationId,
            Region = like.Region,
            MostAtOnce = like.MostAtOnce,
            MostErrors = like.MostErrors,
            MostPasses = like.MostPasses,
            FolderFilter = like.FolderFilter,
            NewerThan = like.NewerThan,
            OlderThan = like.OlderThan,
            SupportOptions = like.SupportOptions,
            MostMegabits = like.MostMegabits,
            SuccessAddresses = like.SuccessAddresses,
            FailureAddresses = like.FailureAddresses,
            KeepsSubjects = like.KeepsSubjects,
            PurgeDays = like.PurgeDays,
            Created = time.GetUtcNow(),
        };
        var words = await rows.NoticeTemplates.AsNoTracking().Where(words => words.ProjectId == id).ToListAsync(cancellationToken);
        rows.Add(row);
        rows.AddRange(words.Select(words => new NoticeTemplate { ProjectId = row.Id, Kind = words.Kind, Subject = words.Subject, Body = words.Body }));
        await SaveAsync(rows, row, cancellationToken);
        return ProjectMap.InfoOf(row, mailboxes: 0);
    }

    /// <summary>Puts one away, or brings it back; nothing of it is lost.</summary>
    public async Task<ProjectInfo> ArchiveAsync(Guid id, bool isArchived, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        row.Archived = isArchived ? row.Archived ?? time.GetUtcNow() : null;
        await rows.SaveChangesAsync(cancellationToken);
        return await InfoAsync(rows, row, cancellationToken);
    }

    /// <summary>Tries both endpoints and says which one is at fault.</summary>
    public async Task<ProjectCheckInfo> ValidateAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await endpoints.CheckAsync(rows, await FindAsync(rows, id, cancellationToken), cancellationToken);
    }

    private static async Task<ProjectInfo> InfoAsync(PlaneContext rows, Project row, CancellationToken cancellationToken) =>
        ProjectMap.InfoOf(row, await rows.Mailboxes.CountAsync(mailbox => mailbox.ProjectId == row.Id, cancellationToken));

    private static async Task SaveAsync(PlaneContext rows, Project row, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(
                RefusalCodes.ProjectNameTaken,
                $"Another project of this workgroup is called \"{row.Name}\"; it may be an archived one, or one that another agent does not share. Choose another name.", "name");
        }
    }

    private async Task<Project> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Projects(rows).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("project");
}
