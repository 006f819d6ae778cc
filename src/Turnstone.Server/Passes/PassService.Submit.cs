using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Passes;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Passes;

internal sealed partial class PassService
{
    // Two who submit for the same mailboxes at once: the second reads again and is told so of each mailbox.
    private const int Attempts = 3;

    /// <summary>What the market leader's guide tells people to choose.</summary>
    private static readonly TimeSpan PreStageAge = TimeSpan.FromDays(90);

    /// <summary>Submits a pass over each of the mailboxes that may have one, and says of each other why not.</summary>
    /// <exception cref="Refusal">None can be submitted for any: the project or the request is not fit for it.</exception>
    public async Task<Submission> SubmitAsync(Guid project, PassDraft draft, CancellationToken cancellationToken)
    {
        var (olderThan, now) = (draft.OlderThan, time.GetUtcNow());
        if (draft.Kind == PassKind.PreStage)
        {
            olderThan ??= now - PreStageAge;
        }

        if (olderThan <= draft.NewerThan)
        {
            throw Refusal.Wrong(RefusalCodes.PassBounds, "No item can be newer than the one bound and older than the other: choose bounds that leave something between them.", "newerThan");
        }

        if (draft.RefreshFlags && draft.Kind != PassKind.Full)
        {
            throw Refusal.Wrong(RefusalCodes.PassBounds, "Flags are refreshed by a full pass alone.", "refreshFlags");
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TrySubmitAsync(project, draft with { OlderThan = olderThan }, now, cancellationToken);
            }
            catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e) && attempt < Attempts)
            {
                // Somebody else was first for one of them.
            }
        }
    }

    private async Task<Submission> TrySubmitAsync(Guid project, PassDraft draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindProjectAsync(rows, project, cancellationToken);
        RequireEnds(row);
        var mailboxes = await ChooseAsync(rows, project, draft.Mailboxes, cancellationToken);
        var histories = await MailboxHistories.ReadAsync(rows, project, cancellationToken);
        var refused = Missing(draft.Mailboxes, mailboxes);
        rows.ChangeTracker.AutoDetectChangesEnabled = false;
        var submitted = 0;
        foreach (var mailbox in mailboxes)
        {
            if (SubmissionRules.Refuse((Engine.Planning.PassKind)draft.Kind, histories.GetValueOrDefault(mailbox.Id, MailboxHistory.None), row) is { } no)
            {
                refused.Add(new RefusedMailbox(mailbox.Id, mailbox.SourceAddress, no.Code, no.Message));
                continue;
            }

            rows.Add(RowOf(mailbox, draft, now));
            submitted++;
        }

        if (submitted > 0)
        {
            rows.Note(row, "submitted", $"{draft.Kind} over {submitted} mailboxes");
            await rows.SaveChangesAsync(cancellationToken);
            passSwitch.Submitted();
        }

        return new Submission { Submitted = submitted, Refused = refused };
    }

    private static void RequireEnds(Project project)
    {
        if (project.Archived is not null)
        {
            throw Refusal.Conflict(RefusalCodes.ProjectArchived, "The project was put away: bring it back first.");
        }

        if (project.SourceId is null || project.DestinationId is null)
        {
            throw Refusal.Conflict(RefusalCodes.ProjectIncomplete, "The project has no source or no destination yet: choose its endpoints first.");
        }
    }

    private static async Task<List<Mailbox>> ChooseAsync(PlaneContext rows, Guid project, IReadOnlyList<Guid>? chosen, CancellationToken cancellationToken)
    {
        var found = rows.Mailboxes.AsNoTracking().Where(row => row.ProjectId == project);
        return await (chosen is null ? found : found.Where(row => chosen.Contains(row.Id))).OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }

    private static List<RefusedMailbox> Missing(IReadOnlyList<Guid>? chosen, List<Mailbox> found) =>
        [.. (chosen ?? []).Except(found.Select(row => row.Id)).Select(id => new RefusedMailbox(id, "", RefusalCodes.NotFound, "There is no such mailbox in this project."))];

    private MailboxPass RowOf(Mailbox mailbox, PassDraft draft, DateTimeOffset now)
    {
        var due = draft.Due is { } later && later > now ? later.ToUniversalTime() : now;
        return new MailboxPass
        {
            MailboxId = mailbox.Id,
            ProjectId = mailbox.ProjectId,
            Mailbox = mailbox.SourceAddress,
            Kind = (Engine.Planning.PassKind)draft.Kind,
            OlderThan = draft.OlderThan?.ToUniversalTime(),
            NewerThan = draft.NewerThan?.ToUniversalTime(),
            Verification = (VerificationMode)draft.Verification,
            RefreshFlags = draft.RefreshFlags,
            SubmittedBy = workspace.Caller.AgentId,
            Submitted = now,
            Due = due,
            Priority = draft.Priority,
            State = due > now ? Storage.Passes.PassState.Submitted : Storage.Passes.PassState.Queued,
        };
    }
}
