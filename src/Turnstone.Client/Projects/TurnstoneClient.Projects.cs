using Turnstone.Client.Projects;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists the projects that the caller sees, by name; <paramref name="search"/> is part of it.</summary>
    public Task<Paged<ProjectInfo>> ListProjectsAsync(
        string? search = null, Guid? customer = null, bool archived = false, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<ProjectInfo>>(
            HttpMethod.Get, With("projects", ("search", search), ("customerId", customer), ("archived", archived), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Shows a project.</summary>
    public Task<ProjectInfo> GetProjectAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<ProjectInfo>(HttpMethod.Get, $"projects/{project}", null, cancellationToken);

    /// <summary>Adds a project.</summary>
    public Task<ProjectInfo> AddProjectAsync(ProjectDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<ProjectInfo>("projects", draft, cancellationToken);

    /// <summary>Adds a project with the settings of another and none of its mailboxes.</summary>
    public Task<ProjectInfo> CloneProjectAsync(Guid project, ProjectCloneDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<ProjectInfo>($"projects/{project}/clone", draft, cancellationToken);

    /// <summary>Makes a project what the draft says.</summary>
    public Task<ProjectInfo> ChangeProjectAsync(Guid project, ProjectDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<ProjectInfo>(HttpMethod.Put, $"projects/{project}", draft, cancellationToken);

    /// <summary>Puts a project away; nothing of it is lost.</summary>
    public Task<ProjectInfo> ArchiveProjectAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<ProjectInfo>(HttpMethod.Post, $"projects/{project}/archive", null, cancellationToken);

    /// <summary>Brings a project back that was put away.</summary>
    public Task<ProjectInfo> RestoreProjectAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<ProjectInfo>(HttpMethod.Post, $"projects/{project}/restore", null, cancellationToken);

    /// <summary>Tries both endpoints of a project and says which one is at fault.</summary>
    public Task<ProjectCheckInfo> ValidateProjectAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<ProjectCheckInfo>(HttpMethod.Post, $"projects/{project}/validate", null, cancellationToken);

    /// <summary>Says of support options which are understood.</summary>
    public Task<SupportOptionsInfo> CheckSupportOptionsAsync(SupportOptionsDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<SupportOptionsInfo>(HttpMethod.Post, "projects/check-options", draft, cancellationToken);

    /// <summary>Lists the steps of a move, each with what is known to have happened of it.</summary>
    public Task<IReadOnlyList<RunbookStepInfo>> GetRunbookAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<RunbookStepInfo>>(HttpMethod.Get, $"projects/{project}/runbook", null, cancellationToken);

    /// <summary>Says of a step that it was done, or that this move does without it; what happened cannot be overruled.</summary>
    public Task<RunbookStepInfo> TickRunbookAsync(Guid project, RunbookStep step, RunbookTickDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<RunbookStepInfo>(HttpMethod.Put, $"projects/{project}/runbook/{Text(step)}", draft, cancellationToken);

    /// <summary>Takes back what was said of a step.</summary>
    public Task<RunbookStepInfo> UntickRunbookAsync(Guid project, RunbookStep step, CancellationToken cancellationToken = default) =>
        ReadAsync<RunbookStepInfo>(HttpMethod.Delete, $"projects/{project}/runbook/{Text(step)}", null, cancellationToken);

    /// <summary>Writes what a project came to as one page for whoever takes it over.</summary>
    public Task WriteHandOverAsync(Guid project, Stream output, CancellationToken cancellationToken = default) =>
        CopyAsync($"projects/{project}/hand-over", output, cancellationToken);
}
