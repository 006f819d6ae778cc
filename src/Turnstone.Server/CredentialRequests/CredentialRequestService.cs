using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Endpoints;
using Turnstone.Server.Mail;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Notices;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.CredentialRequests;

/// <summary>Asks the users of mailboxes for what opens them.</summary>
internal sealed class CredentialRequestService(Workspace workspace, ProjectMailboxes mailboxes, Outbox outbox, CredentialLinks links, TimeProvider time)
{
    /// <summary>As many as are asked in one go.</summary>
    private const int Most = 10_000;

    /// <summary>Those of a project that were asked for, the newest first.</summary>
    public async Task<Paged<CredentialRequestInfo>> ListAsync(Guid project, CredentialRequestQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var within = ProjectMailboxes.Like(rows, project, new MailboxFilter { Search = query.Search });
        var found = rows.CredentialRequests.AsNoTracking().Where(row => within.Any(mailbox => mailbox.Id == row.MailboxId));
        if (query.Mailbox is { } mailbox)
        {
            found = found.Where(row => row.MailboxId == mailbox);
        }

        if (query.State is { } state)
        {
            found = CredentialRequestRows.In(found, state.Value, now);
        }

        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderByDescending(row => row.Asked).ThenByDescending(row => row.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<CredentialRequestInfo>([.. items.Select(row => CredentialRequestRows.InfoOf(row, now))], total);
    }

    /// <summary>Writes to the users of all the chosen mailboxes, or to none. A request that stands is withdrawn for the new one.</summary>
    /// <exception cref="Refusal">Nobody was asked.</exception>
    public async Task<CredentialsAskedInfo> AskAsync(Guid project, CredentialRequestDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var within = await mailboxes.ProjectAsync(rows, project, cancellationToken);
        await RequireSenseAsync(rows, within, draft, cancellationToken);
        outbox.Require();
        links.Require();
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var chosen = await (await ProjectMailboxes.ChosenAsync(rows, project, draft, cancellationToken)).AsNoTracking()
            .OrderBy(row => row.SourceSearch).ThenBy(row => row.Id).Take(Most + 1).ToListAsync(cancellationToken);
        if (chosen.Count > Most)
        {
            throw Refusal.Conflict(RefusalCodes.NoticeTooMany, $"At most {Most} people are asked at a time: choose fewer, by star or by search.", "filter");
        }

        await WithdrawAsync(rows, [.. chosen.Select(row => row.Id)], cancellationToken);
        var words = await CredentialMails.ReadAsync(rows, within, workspace.Caller.AgentId, cancellationToken);
        var mails = 0;
        foreach (var mailbox in chosen)
        {
            var code = SecretCode.Create();
            var recipients = UserNotices.AddressesOf(mailbox, draft.To);
            var request = new CredentialRequest
            {
                MailboxId = mailbox.Id,
                AsksSource = draft.Source,
                AsksDestination = draft.Destination,
                IsTried = draft.Tries,
                Recipients = string.Join('\n', recipients),
                Hash = SecretCode.HashOf(code),
                AskedById = workspace.Caller.AgentId,
                Asked = time.GetUtcNow(),
                Expires = time.GetUtcNow().AddDays(draft.Days),
            };
            rows.Add(request);
            var content = await words.FillAsync(mailbox, request, links.To(code), isReminder: false);
            foreach (var recipient in recipients)
            {
                outbox.Add(rows, recipient, MailKinds.CredentialsNeeded, content);
                mails++;
            }
        }

        rows.Note(within, "credentials asked", $"{chosen.Count} mailboxes: {SidesOf(draft)}");
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new CredentialsAskedInfo(chosen.Count, mails);
    }

    /// <summary>Withdraws those of the chosen mailboxes that stand.</summary>
    public async Task<BulkInfo> WithdrawAsync(Guid project, MailboxSelection selection, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var within = await mailboxes.ProjectAsync(rows, project, cancellationToken);
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var chosen = await (await ProjectMailboxes.ChosenAsync(rows, project, selection, cancellationToken)).Select(row => row.Id).ToListAsync(cancellationToken);
        var count = await WithdrawAsync(rows, chosen, cancellationToken);
        if (count > 0)
        {
            rows.Note(within, "requests for credentials withdrawn", $"{count} mailboxes");
            await rows.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new BulkInfo(count);
    }

    private Task<int> WithdrawAsync(PlaneContext rows, List<Guid> chosen, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return CredentialRequestRows.Standing(rows.CredentialRequests, now).Where(row => chosen.Contains(row.MailboxId))
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Withdrawn, now), cancellationToken);
    }

    private static async Task RequireSenseAsync(PlaneContext rows, Project project, CredentialRequestDraft draft, CancellationToken cancellationToken)
    {
        if (!draft.Source && !draft.Destination)
        {
            throw Refusal.Wrong(RefusalCodes.MailboxSelection, "Say which credentials: those for the source, for the destination, or both.", "source");
        }

        foreach (var (isAsked, id, side) in new[] { (draft.Source, project.SourceId, "source"), (draft.Destination, project.DestinationId, "destination") })
        {
            var endpoint = isAsked ? await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
            if (endpoint is not null && EndpointOpening.HasAccount(endpoint))
            {
                throw Refusal.Conflict(
                    RefusalCodes.CredentialsNotNeeded, $"The endpoint \"{endpoint.Name}\" opens all mailboxes at the {side} with an account of its own: nobody else's password is needed.", side);
            }
        }
    }

    private static string SidesOf(CredentialRequestDraft draft) =>
        draft switch { { Source: true, Destination: true } => "source and destination", { Source: true } => "source", _ => "destination" };
}
