using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Checks;
using Turnstone.Client.Endpoints;
using Turnstone.Engine.Checks;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Checks;

/// <summary>Keeps what checks found, a few of each endpoint and each project, and hands them out again.</summary>
internal sealed class KeptChecks(Workspace workspace, SeenProjects seen)
{
    /// <summary>How many are kept of what was checked; the oldest goes.</summary>
    private const int Most = 20;

    /// <summary>Keeps a check under the caller's name; its id.</summary>
    /// <param name="kind">What it was about.</param>
    /// <param name="report">What it found; no password is in it.</param>
    /// <param name="endpoint">The endpoint that was tested; null where it was not about one.</param>
    /// <param name="project">The project it was made for, which the caller sees; null where it was made for none.</param>
    /// <param name="cancellationToken">Gives up; then nothing is kept.</param>
    public async Task<Guid> KeepAsync(CheckKind kind, CheckReport report, Guid? endpoint, Guid? project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = new CheckRun
        {
            Kind = kind,
            EndpointId = endpoint,
            ProjectId = project,
            Subject = report.Subject,
            AgentId = workspace.Caller.AgentId,
            Started = report.Started,
            Finished = report.Finished,
            Verdict = report.Verdict,
            Headline = CheckWords.Headline(report),
            Version = report.Version,
            Steps = CheckSteps.Write(report.Steps),
        };
        rows.Add(row);
        var older = await rows.Checks.Where(other => other.Kind == kind && other.EndpointId == endpoint && (endpoint != null || other.ProjectId == project))
            .OrderByDescending(other => other.Finished).ThenByDescending(other => other.Id).Skip(Most - 1).ToListAsync(cancellationToken);
        rows.RemoveRange(older);
        await rows.SaveChangesAsync(cancellationToken);
        return row.Id;
    }

    /// <summary>An endpoint's tests that the caller sees, without their steps, the latest first.</summary>
    /// <exception cref="Refusal">There is no such endpoint.</exception>
    public async Task<IReadOnlyList<CheckInfo>> OfEndpointAsync(Guid endpoint, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await rows.Endpoints.AnyAsync(row => row.Id == endpoint, cancellationToken)
            ? await ListAsync(rows, Seen(rows).Where(row => row.EndpointId == endpoint), cancellationToken)
            : throw Refusal.NotFound("endpoint");
    }

    /// <summary>The checks that were made for a project, without their steps, the latest first.</summary>
    /// <exception cref="Refusal">There is no such project.</exception>
    public async Task<IReadOnlyList<CheckInfo>> OfProjectAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await seen.Projects(rows).AnyAsync(row => row.Id == project, cancellationToken)
            ? await ListAsync(rows, rows.Checks.Where(row => row.ProjectId == project), cancellationToken)
            : throw Refusal.NotFound("project");
    }

    /// <summary>One of them, with its steps.</summary>
    /// <exception cref="Refusal">There is no such check.</exception>
    public async Task<CheckInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        return InfoOf(row, await NamesAsync(rows, [row], cancellationToken)) with { Steps = row.Steps is { } steps ? [.. CheckSteps.Read(steps).Select(CheckSteps.InfoOf)] : null };
    }

    /// <summary>One of them as a report.</summary>
    /// <exception cref="Refusal">There is no such check, or its steps are forgotten.</exception>
    public async Task<CheckReport> ReportAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        return row.Steps is not null ? ReportOf(row) : throw Refusal.Conflict(
            RefusalCodes.CheckForgotten, $"The steps of this check were forgotten with the credentials of that time; it said: {row.Headline}. Check again for a report.");
    }

    /// <summary>A row as a report; without steps once those are forgotten.</summary>
    public static CheckReport ReportOf(CheckRun row) => new()
    {
        Title = CheckTitles.Of(row.Kind),
        Subject = row.Subject,
        Version = row.Version,
        Started = row.Started,
        Finished = row.Finished,
        Steps = row.Steps is { } steps ? CheckSteps.Read(steps) : [],
    };

    /// <summary>Those that the caller sees: what was made for a project they do not see is not there.</summary>
    public IQueryable<CheckRun> Seen(PlaneContext rows)
    {
        var projects = seen.Projects(rows);
        return rows.Checks.Where(row => row.ProjectId == null || projects.Any(project => project.Id == row.ProjectId));
    }

    private async Task<CheckRun> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await Seen(rows).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("check");

    private static async Task<IReadOnlyList<CheckInfo>> ListAsync(PlaneContext rows, IQueryable<CheckRun> found, CancellationToken cancellationToken)
    {
        var list = await found.AsNoTracking().OrderByDescending(row => row.Finished).ThenByDescending(row => row.Id).ToListAsync(cancellationToken);
        var names = await NamesAsync(rows, list, cancellationToken);
        return [.. list.Select(row => InfoOf(row, names))];
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(PlaneContext rows, IReadOnlyList<CheckRun> list, CancellationToken cancellationToken)
    {
        var agents = list.Select(row => row.AgentId).OfType<Guid>().Distinct().ToList();
        return await rows.Agents.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellationToken);
    }

    private static CheckInfo InfoOf(CheckRun row, Dictionary<Guid, string> names) => new()
    {
        Id = row.Id,
        Kind = (CheckSubject)row.Kind,
        EndpointId = row.EndpointId,
        ProjectId = row.ProjectId,
        Subject = row.Subject,
        By = row.AgentId is { } agent ? names.GetValueOrDefault(agent) : null,
        Started = row.Started,
        Finished = row.Finished,
        Verdict = (StepOutcome)row.Verdict,
        Headline = row.Headline,
    };
}
