using System.Net.Http.Headers;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists a project's mailboxes by their address at the source; <paramref name="search"/> is part of either address.</summary>
    public Task<Paged<MailboxInfo>> ListMailboxesAsync(
        Guid project, string? search = null, int? star = null, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ListMailboxesAsync(project, new MailboxFilter { Search = search, Star = star }, skip, take, cancellationToken);

    /// <summary>Lists those of a project's mailboxes that are like this, by their address at the source.</summary>
    public Task<Paged<MailboxInfo>> ListMailboxesAsync(Guid project, MailboxFilter filter, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ListMailboxesAsync(project, filter, MailboxSort.Source, descending: false, skip, take, cancellationToken);

    /// <summary>Lists those of a project's mailboxes that are like this, in an order.</summary>
    public Task<Paged<MailboxInfo>> ListMailboxesAsync(
        Guid project, MailboxFilter filter, MailboxSort sort, bool descending, int skip = 0, int take = 100, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync<Paged<MailboxInfo>>(
            HttpMethod.Get,
            With($"projects/{project}/mailboxes", ("search", filter.Search), ("star", filter.Star), ("state", filter.State), ("kind", filter.Kind), ("sort", sort), ("descending", descending), ("skip", skip), ("take", take)),
            null,
            cancellationToken);
    }

    /// <summary>Says how many of a project's mailboxes stand where.</summary>
    public Task<MailboxCountsInfo> CountMailboxesAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<MailboxCountsInfo>(HttpMethod.Get, $"projects/{project}/mailboxes/counts", null, cancellationToken);

    /// <summary>Shows a mailbox, without its passwords.</summary>
    public Task<MailboxInfo> GetMailboxAsync(Guid mailbox, CancellationToken cancellationToken = default) =>
        ReadAsync<MailboxInfo>(HttpMethod.Get, $"mailboxes/{mailbox}", null, cancellationToken);

    /// <summary>Adds a mailbox to a project.</summary>
    public Task<MailboxInfo> AddMailboxAsync(Guid project, MailboxDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<MailboxInfo>($"projects/{project}/mailboxes", draft, cancellationToken);

    /// <summary>Makes a mailbox what the draft says.</summary>
    public Task<MailboxInfo> ChangeMailboxAsync(Guid mailbox, MailboxDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<MailboxInfo>(HttpMethod.Put, $"mailboxes/{mailbox}", draft, cancellationToken);

    /// <summary>Takes a mailbox out of its project; what was copied stays.</summary>
    public Task DeleteMailboxAsync(Guid mailbox, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"mailboxes/{mailbox}", null, cancellationToken);

    /// <summary>Adds the mailboxes of a list with seven columns: all of them, or none and every fault at once.</summary>
    /// <param name="project">The project.</param>
    /// <param name="list">The list as CSV, UTF-8; read to its end and not disposed.</param>
    /// <param name="dryRun">Whether it is only looked at.</param>
    /// <param name="keepUnknownOptions">Confirms support options whose names or values are not known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<MailboxImportInfo> ImportMailboxesAsync(
        Guid project, Stream list, bool dryRun = false, bool keepUnknownOptions = false, CancellationToken cancellationToken = default)
    {
        var body = new StreamContent(list) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        return OnceAsync<MailboxImportInfo>(
            With($"projects/{project}/mailboxes/import", ("dryRun", dryRun), ("keepUnknownOptions", keepUnknownOptions)), body, cancellationToken);
    }

    /// <summary>Writes a project's mailboxes as the list that can be taken in again, without passwords.</summary>
    public Task ExportMailboxesAsync(Guid project, Stream output, CancellationToken cancellationToken = default) =>
        CopyAsync($"projects/{project}/mailboxes/export", output, cancellationToken);

    /// <summary>Lists a mailbox's folders, where they went and what became of their items, as the last pass left them that listed them.</summary>
    public Task<MailboxFoldersInfo> ListMailboxFoldersAsync(Guid mailbox, CancellationToken cancellationToken = default) =>
        ReadAsync<MailboxFoldersInfo>(HttpMethod.Get, $"mailboxes/{mailbox}/folders", null, cancellationToken);

    /// <summary>Signs in to the source, lists its folders and says where a full pass would put them; the answer takes up to a minute. Nothing is written anywhere.</summary>
    public Task<MailboxPlanInfo> PlanMailboxAsync(Guid mailbox, CancellationToken cancellationToken = default) =>
        ReadAsync<MailboxPlanInfo>(HttpMethod.Post, $"mailboxes/{mailbox}/plan", null, cancellationToken);

    /// <summary>Gives mailboxes a star, or takes it away.</summary>
    public Task<BulkInfo> StarMailboxesAsync(Guid project, StarDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<BulkInfo>($"projects/{project}/mailboxes/star", draft, cancellationToken);

    /// <summary>Takes mailboxes out of a project; what was copied stays.</summary>
    public Task<BulkInfo> DeleteMailboxesAsync(Guid project, MailboxSelection selection, CancellationToken cancellationToken = default) =>
        OnceAsync<BulkInfo>($"projects/{project}/mailboxes/delete", selection, cancellationToken);

    /// <summary>Moves mailboxes to another project of the same customer.</summary>
    public Task<BulkInfo> MoveMailboxesAsync(Guid project, MoveDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<BulkInfo>($"projects/{project}/mailboxes/move", draft, cancellationToken);

    /// <summary>Forgets logins and passwords of mailboxes.</summary>
    public Task<BulkInfo> ClearMailboxCredentialsAsync(Guid project, ClearCredentialsDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<BulkInfo>($"projects/{project}/mailboxes/clear-credentials", draft, cancellationToken);

    /// <summary>Gives mailboxes support options in the place of those they have.</summary>
    public Task<BulkInfo> SetMailboxOptionsAsync(Guid project, MailboxOptionsDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<BulkInfo>($"projects/{project}/mailboxes/options", draft, cancellationToken);
}
