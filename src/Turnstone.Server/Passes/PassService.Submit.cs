using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Projects;
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

        if (draft is { Mailboxes: not null, Filter: not null })
        {
            throw Refusal.Wrong(RefusalCodes.MailboxSelection, "Say which mailboxes in one way: by their ids, or by a filter.", "mailboxes");
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
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        await ProjectClaim.TakeAsync(rows, project, cancellationToken);
        var licences = await passLicences.FindAsync(rows, row, draft.Kind, cancellationToken);
        var mailboxes = await ChooseAsync(rows, project, draft, cancellationToken);
        var kind = (Engine.Planning.PassKind)draft.Kind;
        var histories = await MailboxHistories.ReadAsync(rows, project, kind, cancellationToken);
        var refused = Missing(draft.Mailboxes, mailboxes);
        var submitted = new List<MailboxPass>(mailboxes.Count);
        foreach (var mailbox in mailboxes)
        {
            if ((SubmissionRules.Refuse(kind, histories.GetValueOrDefault(mailbox.Id, MailboxHistory.None), row) ?? licences.Refuse(mailbox)) is { } no)
            {
                refused.Add(new RefusedMailbox(mailbox.Id, mailbox.SourceAddress, no.Code, no.Message));
                continue;
            }

            submitted.Add(RowOf(mailbox, draft, licences.Of(mailbox), now));
        }

        if (submitted.Count > 0)
        {
            await rows.InsertManyAsync(submitted, cancellationToken);
            rows.Note(row, "submitted", $"{draft.Kind} over {submitted.Count} mailboxes");
            await rows.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (submitted.Count > 0)
        {
            passSwitch.Submitted();
        }

        return new Submission { Submitted = submitted.Count, Refused = refused };
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

    private static async Task<List<Mailbox>> ChooseAsync(PlaneContext rows, Guid project, PassDraft draft, CancellationToken cancellationToken)
    {
        var found = ProjectMailboxes.Like(rows, project, draft.Filter ?? new MailboxFilter()).AsNoTracking();
        if (draft.Mailboxes is { } chosen)
        {
            found = found.Where(row => chosen.Contains(row.Id));
        }

        // What a submission goes by, and no passwords: of ten thousand mailboxes the rest takes longer to read than to submit for.
        return await found.OrderBy(row => row.Id)
            .Select(row => new Mailbox
            {
                Id = row.Id, ProjectId = row.ProjectId, SourceAddress = row.SourceAddress, DestinationAddress = row.DestinationAddress, CustomerUserId = row.CustomerUserId, Created = row.Created,
            })
            .ToListAsync(cancellationToken);
    }

    private static List<RefusedMailbox> Missing(IReadOnlyList<Guid>? chosen, List<Mailbox> found) =>
        [.. (chosen ?? []).Except(found.Select(row => row.Id)).Select(id => new RefusedMailbox(id, "", RefusalCodes.NotFound, "There is no such mailbox in this project."))];

    private MailboxPass RowOf(Mailbox mailbox, PassDraft draft, Guid? licence, DateTimeOffset now)
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
            LicenceId = licence,
            SubmittedBy = workspace.Caller.AgentId,
            Submitted = now,
            Due = due,
            Priority = draft.Priority,
            State = due > now ? Storage.Passes.PassState.Submitted : Storage.Passes.PassState.Queued,
        };
    }
}
