using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Passes;
using Turnstone.Client.Statistics;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;

namespace Turnstone.Server.Statistics;

/// <summary>What the passes of a project came to.</summary>
internal sealed class StatisticsService(Workspace workspace, SeenProjects seen)
{
    /// <summary>The project's name, and one line for each of its mailboxes, by source address.</summary>
    public async Task<(string Project, IReadOnlyList<MailboxStatistics> Mailboxes)> ReadAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var name = await seen.Projects(rows).Where(row => row.Id == project).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken) ?? throw Refusal.NotFound("project");
        var mailboxes = await rows.Mailboxes.AsNoTracking().Where(row => row.ProjectId == project).OrderBy(row => row.SourceSearch).ToListAsync(cancellationToken);

        // By mailbox, not by the project it was in then: what a mailbox has behind it moves with it.
        var passes = await rows.Passes.AsNoTracking().Where(row => rows.Mailboxes.Any(mailbox => mailbox.Id == row.MailboxId && mailbox.ProjectId == project)).ToListAsync(cancellationToken);
        var byMailbox = passes.ToLookup(row => row.MailboxId);
        return (name, [.. mailboxes.Select(mailbox => Of(mailbox, [.. byMailbox[mailbox.Id].OrderBy(row => row.Submitted).ThenBy(row => row.Id)]))]);
    }

    private static MailboxStatistics Of(Mailbox mailbox, IReadOnlyList<MailboxPass> passes)
    {
        var last = passes.Count == 0 ? null : passes[^1];
        var moving = passes.LastOrDefault(row => row.IsOver && row.Kind != Engine.Planning.PassKind.Verify);
        var (bytes, copied) = (passes.Sum(row => row.BytesCopied), passes.Sum(row => row.Copied));
        var hours = passes.Sum(row => row.ActiveSeconds) / 3600;
        return new MailboxStatistics
        {
            MailboxId = mailbox.Id,
            Source = mailbox.SourceAddress,
            Destination = mailbox.DestinationAddress,
            Folders = moving?.Folders ?? 0,
            FolderErrors = moving?.FolderErrors ?? 0,
            Items = (moving?.Copied ?? 0) + (moving?.AlreadyThere ?? 0),
            Bytes = bytes,
            ItemErrors = moving?.Errors ?? 0,
            ErrorBytes = moving?.ErrorBytes ?? 0,
            ActiveMinutes = hours * 60,
            PassiveMinutes = passes.Sum(row => row.PassiveSeconds) / 60,
            MegabytesAnHour = hours > 0 ? bytes / 1e6 / hours : 0,
            ItemsAnHour = hours > 0 ? copied / hours : 0,
            Passes = passes.Count(row => row.IsOver),
            LastKind = last is null ? null : (PassKind)last.Kind,
            LastState = last is null ? null : (Client.Passes.PassState)last.State,
            LastDetails = last?.FailureMessage is { } message ? $"{message} {last.FailureRemedy}".Trim() : "",
        };
    }
}
