using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Passes;
using Turnstone.Client.Statistics;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Statistics;

/// <summary>What the passes of a project came to.</summary>
internal sealed class StatisticsService(Workspace workspace, SeenProjects seen)
{
    /// <summary>The project's name, and one line for each of its mailboxes, by source address.</summary>
    public async Task<(string Project, IReadOnlyList<MailboxStatistics> Mailboxes)> ReadAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var name = await seen.Projects(rows).Where(row => row.Id == project).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken) ?? throw Refusal.NotFound("project");
        var mailboxes = await rows.Mailboxes.AsNoTracking().Where(row => row.ProjectId == project).OrderBy(row => row.SourceSearch)
            .Select(row => new StatisticsMailbox(row.Id, row.SourceAddress, row.DestinationAddress)).ToListAsync(cancellationToken);
        var passes = await ProjectPasses.ReadAsync(rows, project, cancellationToken);
        return (name, [.. mailboxes.Select(mailbox => Of(mailbox, passes.GetValueOrDefault(mailbox.Id, MailboxPasses.None)))]);
    }

    private static MailboxStatistics Of(StatisticsMailbox mailbox, MailboxPasses passes)
    {
        var (sums, last, moving) = passes;
        var hours = sums.ActiveSeconds / 3600;
        return new MailboxStatistics
        {
            MailboxId = mailbox.Id,
            Source = mailbox.Source,
            Destination = mailbox.Destination,
            Folders = moving?.Folders ?? 0,
            FolderErrors = moving?.FolderErrors ?? 0,
            Items = (moving?.Copied ?? 0) + (moving?.AlreadyThere ?? 0),
            Skipped = moving?.Skipped ?? 0,
            Bytes = sums.Bytes,
            ItemErrors = moving?.Errors ?? 0,
            ErrorBytes = moving?.ErrorBytes ?? 0,
            ActiveMinutes = hours * 60,
            PassiveMinutes = sums.PassiveSeconds / 60,
            MegabytesAnHour = hours > 0 ? sums.Bytes / 1e6 / hours : 0,
            ItemsAnHour = hours > 0 ? sums.Copied / hours : 0,
            Passes = sums.Over,
            LastKind = last is null ? null : (PassKind)last.Kind,
            LastState = last is null ? null : (Client.Passes.PassState)last.State,
            LastDetails = last?.Failure is { } message ? $"{message} {last.Remedy}".Trim() : "",
        };
    }

    private sealed record StatisticsMailbox(Guid Id, string Source, string Destination);
}
