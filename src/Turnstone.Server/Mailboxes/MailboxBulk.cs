using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Mailboxes;

/// <summary>One thing done with many mailboxes of a project: with all of them or none, and one line in the action log.</summary>
internal sealed class MailboxBulk(Workspace workspace, ProjectMailboxes mailboxes)
{
    /// <summary>Gives them a star, or takes it away.</summary>
    public Task<BulkInfo> StarAsync(Guid project, StarDraft draft, CancellationToken cancellationToken) =>
        RunAsync(project, draft, draft.Star is { } star ? $"star {star}" : "no star", (_, _, chosen) =>
            chosen.ExecuteUpdateAsync(change => change.SetProperty(row => row.Star, draft.Star), cancellationToken), cancellationToken);

    /// <summary>Takes them out of the project, with what their passes came to. What was copied stays where it is.</summary>
    public Task<BulkInfo> DeleteAsync(Guid project, MailboxSelection selection, CancellationToken cancellationToken) =>
        RunAsync(project, selection, "removed", async (rows, _, chosen) =>
        {
            // By their ids from here on: what they were chosen by may go with their passes.
            var settled = await SettledMailboxes.RequireAsync(rows, project, chosen, cancellationToken);
            await SettledMailboxes.ForgetAsync(rows, settled, cancellationToken);
            return await rows.Mailboxes.Where(row => settled.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        }, cancellationToken);

    /// <summary>Forgets logins and passwords.</summary>
    public Task<BulkInfo> ClearAsync(Guid project, ClearCredentialsDraft draft, CancellationToken cancellationToken)
    {
        if (!draft.Source && !draft.Destination)
        {
            throw Refusal.Wrong(RefusalCodes.MailboxSelection, "Say whose credentials: those for the source, for the destination, or both.", "source");
        }

        var sides = draft switch { { Source: true, Destination: true } => "source and destination", { Source: true } => "source", _ => "destination" };
        return RunAsync(project, draft, $"credentials for the {sides} cleared", async (_, _, chosen) =>
        {
            // One statement a side; both find the same rows, as neither changes what they are chosen by.
            var count = !draft.Source ? 0 : await chosen.ExecuteUpdateAsync(
                change => change.SetProperty(row => row.SourceLogin, (string?)null).SetProperty(row => row.ProtectedSourceSecret, (string?)null), cancellationToken);
            return !draft.Destination ? count : await chosen.ExecuteUpdateAsync(
                change => change.SetProperty(row => row.DestinationLogin, (string?)null).SetProperty(row => row.ProtectedDestinationSecret, (string?)null), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Gives them support options in the place of those they have.</summary>
    public Task<BulkInfo> SetOptionsAsync(Guid project, MailboxOptionsDraft draft, CancellationToken cancellationToken) =>
        RunAsync(project, draft, "support options set", (_, within, chosen) =>
        {
            var options = SupportOptionCheck.Sound(draft.SupportOptions, within.SupportOptions, draft.KeepUnknownOptions);
            return chosen.ExecuteUpdateAsync(change => change.SetProperty(row => row.SupportOptions, options), cancellationToken);
        }, cancellationToken);

    /// <summary>Moves them to another project of the same customer; all they have goes with them, but for a pass that is not over, which keeps them.</summary>
    public Task<BulkInfo> MoveAsync(Guid project, MoveDraft draft, CancellationToken cancellationToken) =>
        RunAsync(project, draft, $"moved to {draft.ProjectId}", async (rows, within, chosen) =>
        {
            var target = await mailboxes.FindProjectAsync(rows, draft.ProjectId, cancellationToken);
            if (target is null || target.CustomerId != within.CustomerId)
            {
                throw Refusal.Wrong(RefusalCodes.MailboxWrong, target is null ? "There is no such project here." : "That project is another customer's.", "projectId");
            }

            var settled = await SettledMailboxes.RequireAsync(rows, project, chosen, cancellationToken);
            var moving = rows.Mailboxes.Where(row => settled.Contains(row.Id));
            var taken = await moving
                .Where(row => rows.Mailboxes.Any(other => other.ProjectId == target.Id && other.Id != row.Id && other.SourceSearch == row.SourceSearch && other.DestinationSearch == row.DestinationSearch))
                .OrderBy(row => row.SourceSearch).FirstOrDefaultAsync(cancellationToken);
            if (taken is not null)
            {
                throw Refusal.Conflict(RefusalCodes.MailboxTaken, $"\"{target.Name}\" already moves {taken.SourceAddress} into {taken.DestinationAddress}; nothing was moved.", "projectId");
            }

            return await moving.ExecuteUpdateAsync(change => change.SetProperty(row => row.ProjectId, target.Id), cancellationToken);
        }, cancellationToken);

    private async Task<BulkInfo> RunAsync(
        Guid id, MailboxSelection selection, string what, Func<PlaneContext, Project, IQueryable<Mailbox>, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var project = await mailboxes.ProjectAsync(rows, id, cancellationToken);
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var count = await act(rows, project, await ProjectMailboxes.ChosenAsync(rows, id, selection, cancellationToken));
        if (count > 0)
        {
            rows.Note(project, "mailboxes changed", $"{count}: {what}");
            await rows.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new BulkInfo(count);
    }
}
