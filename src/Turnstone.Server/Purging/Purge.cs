using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Checks;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Purging;

/// <summary>
/// Forgets the passwords, tokens and keys that nobody has used for as many days as their project allows, and what was found with them. Logins stay: they
/// open nothing. Doing it again, or from two processes at once, changes nothing more.
/// </summary>
internal sealed partial class Purge(PlaneDatabase plane, TimeProvider time, ILogger<Purge> log)
{
    /// <summary>For an endpoint that no project uses.</summary>
    private const int DaysWithoutProject = 180;

    /// <summary>Forgets what is due now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Project> projects;
        List<Endpoint> endpoints;
        await using (var rows = plane.Open(new PlaneScope.House()))
        {
            projects = await rows.Projects.AsNoTracking().ToListAsync(cancellationToken);
            endpoints = await rows.Endpoints.AsNoTracking().Where(row => row.ProtectedSecret != null).ToListAsync(cancellationToken);
            await OldChecks.ForgetAsync(rows, projects, DaysWithoutProject, time.GetUtcNow(), cancellationToken);
        }

        var (mailboxes, cleared) = (0, 0);
        foreach (var project in projects)
        {
            mailboxes += await ClearMailboxesAsync(project, cancellationToken);
        }

        foreach (var endpoint in endpoints)
        {
            cleared += await ClearAsync(endpoint, DaysOf(endpoint, projects), cancellationToken);
        }

        if (mailboxes + cleared > 0)
        {
            LogCleared(mailboxes, cleared);
        }
    }

    // Of several projects the most patient one counts.
    private static int DaysOf(Endpoint endpoint, IEnumerable<Project> projects) =>
        projects.Where(project => project.SourceId == endpoint.Id || project.DestinationId == endpoint.Id)
            .Select(project => (int?)project.PurgeDays).Max() ?? DaysWithoutProject;

    private async Task<int> ClearMailboxesAsync(Project project, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow().AddDays(-project.PurgeDays);
        await using var rows = plane.Open(new PlaneScope.Of(project.WorkgroupId));
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var count = await rows.Mailboxes
            .Where(row => row.ProjectId == project.Id && (row.ProtectedSourceSecret != null || row.ProtectedDestinationSecret != null))
            .Where(row => (row.LastUsed == null && row.Created <= due) || row.LastUsed <= due)
            .ExecuteUpdateAsync(
                change => change.SetProperty(row => row.ProtectedSourceSecret, (string?)null).SetProperty(row => row.ProtectedDestinationSecret, (string?)null), cancellationToken);
        if (count > 0)
        {
            await NoteAsync(rows, nameof(Project), project.Id, project.Name, $"of {count} mailboxes, unused for {project.PurgeDays} days", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    private async Task<int> ClearAsync(Endpoint endpoint, int days, CancellationToken cancellationToken)
    {
        if ((endpoint.LastUsed ?? endpoint.Created) > time.GetUtcNow().AddDays(-days))
        {
            return 0;
        }

        await using var rows = plane.Open(new PlaneScope.Of(endpoint.WorkgroupId));
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);

        // Only as it was read: a pass may have used it since.
        var count = await rows.Endpoints.Where(row => row.Id == endpoint.Id && row.LastUsed == endpoint.LastUsed && row.ProtectedSecret != null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.ProtectedSecret, (string?)null).SetProperty(row => row.SecretUse, (SecretUse?)null), cancellationToken);
        if (count > 0)
        {
            await NoteAsync(rows, nameof(Endpoint), endpoint.Id, endpoint.Name, $"unused for {days} days", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    private async Task NoteAsync(PlaneContext rows, string kind, Guid id, string called, string details, CancellationToken cancellationToken)
    {
        rows.Add(new ActionEntry { At = time.GetUtcNow(), Kind = kind, SubjectId = id, Subject = called, Action = "credentials cleared", Details = details });
        await rows.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Credentials of {Mailboxes} mailboxes and {Endpoints} endpoints were cleared, since nobody had used them for as long as their projects allow")]
    private partial void LogCleared(int mailboxes, int endpoints);
}
