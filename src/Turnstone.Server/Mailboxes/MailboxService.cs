using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Connectors;
using Turnstone.Engine.Mailboxes;
using Turnstone.Server.CredentialRequests;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Mailboxes;

/// <summary>The mailboxes of projects that the caller sees.</summary>
internal sealed class MailboxService(Workspace workspace, ProjectMailboxes mailboxes, Secrets secrets, TimeProvider time)
{
    /// <summary>Those of a project that were asked for, in the order that was asked for.</summary>
    public async Task<Paged<MailboxInfo>> ListAsync(Guid project, MailboxQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var found = ProjectMailboxes.Like(rows, project, query.Filter);
        var total = await found.CountAsync(cancellationToken);
        var items = await Sort(rows, found, query.Sort?.Value ?? MailboxSort.Source, query.Descending).AsNoTracking()
            .Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<MailboxInfo>(await InfosAsync(rows, items, cancellationToken), total);
    }

    /// <summary>Where some of a project's mailboxes stand now, by their ids; those without a pass are not in it.</summary>
    public async Task<Dictionary<Guid, MailboxStanding>> StandingsAsync(Guid project, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var within = await rows.Mailboxes.Where(row => row.ProjectId == project && ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken);
        return await LatestPasses.ReadAsync(rows, within, cancellationToken);
    }

    /// <summary>One of them.</summary>
    public async Task<MailboxInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await InfoAsync(rows, await mailboxes.MailboxAsync(rows, id, cancellationToken), cancellationToken);
    }

    /// <summary>Adds one to a project.</summary>
    /// <exception cref="Refusal">A field is wrong, or the project has it.</exception>
    public async Task<MailboxInfo> AddAsync(Guid project, MailboxDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var within = await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var row = new Mailbox { ProjectId = project, SourceAddress = draft.SourceAddress, DestinationAddress = draft.DestinationAddress, Created = time.GetUtcNow() };
        Fill(row, draft, within.SupportOptions);
        rows.Add(row);
        await SaveAsync(rows, row, cancellationToken);
        return MailboxMap.InfoOf(row, MailboxStanding.None, asked: null);
    }

    /// <summary>Makes one what the draft says.</summary>
    /// <exception cref="Refusal">There is none, a field is wrong, or the project has another like it.</exception>
    public async Task<MailboxInfo> ChangeAsync(Guid id, MailboxDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await mailboxes.MailboxAsync(rows, id, cancellationToken);
        Fill(row, draft, (await mailboxes.ProjectAsync(rows, row.ProjectId, cancellationToken)).SupportOptions);
        await SaveAsync(rows, row, cancellationToken);
        return await InfoAsync(rows, row, cancellationToken);
    }

    /// <summary>Takes one out of its project, with what its passes came to. What was copied stays where it is, and a licence it used stays used.</summary>
    /// <exception cref="Refusal">There is none, or a pass over it is not over.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await mailboxes.MailboxAsync(rows, id, cancellationToken);
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var settled = await SettledMailboxes.RequireAsync(rows, row.ProjectId, rows.Mailboxes.Where(mailbox => mailbox.Id == id), cancellationToken);
        await SettledMailboxes.ForgetAsync(rows, settled, cancellationToken);
        rows.Remove(row);
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static IQueryable<Mailbox> Sort(PlaneContext rows, IQueryable<Mailbox> found, MailboxSort sort, bool descending) => (sort, descending) switch
    {
        (MailboxSort.Submitted, _) => LatestPasses.Sort(rows, found, descending),
        (MailboxSort.Star, false) => found.OrderBy(row => row.Star ?? 0).ThenBy(row => row.SourceSearch).ThenBy(row => row.DestinationSearch),
        (MailboxSort.Star, true) => found.OrderByDescending(row => row.Star ?? 0).ThenBy(row => row.SourceSearch).ThenBy(row => row.DestinationSearch),
        (MailboxSort.Destination, false) => found.OrderBy(row => row.DestinationSearch).ThenBy(row => row.SourceSearch),
        (MailboxSort.Destination, true) => found.OrderByDescending(row => row.DestinationSearch).ThenByDescending(row => row.SourceSearch),
        (_, false) => found.OrderBy(row => row.SourceSearch).ThenBy(row => row.DestinationSearch),
        (_, true) => found.OrderByDescending(row => row.SourceSearch).ThenByDescending(row => row.DestinationSearch),
    };

    private async Task<MailboxInfo> InfoAsync(PlaneContext rows, Mailbox row, CancellationToken cancellationToken) => (await InfosAsync(rows, [row], cancellationToken))[0];

    private async Task<IReadOnlyList<MailboxInfo>> InfosAsync(PlaneContext rows, IReadOnlyList<Mailbox> found, CancellationToken cancellationToken)
    {
        var ids = found.Select(row => row.Id).ToList();
        var latest = await LatestPasses.ReadAsync(rows, ids, cancellationToken);
        var asked = await CredentialRequestRows.LatestAsync(rows, ids, time.GetUtcNow(), cancellationToken);
        return [.. found.Select(row => MailboxMap.InfoOf(row, latest.GetValueOrDefault(row.Id, MailboxStanding.None), asked.GetValueOrDefault(row.Id)))];
    }

    private void Fill(Mailbox row, MailboxDraft draft, string projectOptions)
    {
        var (source, destination) = (row.SourceSearch, row.DestinationSearch);
        row.SourceAddress = Address("sourceAddress", draft.SourceAddress);
        row.DestinationAddress = Address("destinationAddress", draft.DestinationAddress);
        if (row.SourceSearch != source && row.DestinationSearch != destination)
        {
            // Where both addresses are others it is another person's; where one stays it is the same person's, renamed.
            row.CustomerUserId = null;
        }

        row.SourceLogin = Given(draft.SourceLogin);
        row.DestinationLogin = Given(draft.DestinationLogin);
        row.Flags = draft.Flags;
        row.SupportOptions = SupportOptionCheck.Sound(draft.SupportOptions, projectOptions, draft.KeepUnknownOptions);
        row.Star = draft.Star;
        row.ProtectedSourceSecret = SecretOf(SecretKind.MailboxSource, row.ProtectedSourceSecret, draft.SourceSecret);
        row.ProtectedDestinationSecret = SecretOf(SecretKind.MailboxDestination, row.ProtectedDestinationSecret, draft.DestinationSecret);
        if (draft.SourceSecret is not null || draft.DestinationSecret is not null)
        {
            row.LastUsed = time.GetUtcNow();
        }
    }

    private string? SecretOf(SecretKind kind, string? stored, string? given) => given switch
    {
        null => stored,
        "" => null,
        _ => secrets.Protect(kind, new Secret(given)),
    };

    private static string Address(string field, string text) => SmtpAddress.TryParse(text, out var address)
        ? address.Value
        : throw Refusal.Wrong(RefusalCodes.MailboxWrong, $"\"{text}\" is not a mail address: write the mailbox's primary address, such as anna@old.example.", field);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async Task SaveAsync(PlaneContext rows, Mailbox row, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.MailboxTaken, $"The project already moves {row.SourceAddress} into {row.DestinationAddress}.", "sourceAddress");
        }
    }
}
