using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists requests for credentials of a project, the newest first; <paramref name="search"/> is part of the mailbox's address.</summary>
    public Task<Paged<CredentialRequestInfo>> ListCredentialRequestsAsync(
        Guid project, CredentialRequestState? state = null, Guid? mailbox = null, string? search = null, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<CredentialRequestInfo>>(
            HttpMethod.Get,
            With($"projects/{project}/credential-requests", ("state", state), ("mailbox", mailbox), ("search", search), ("skip", skip), ("take", take)),
            null,
            cancellationToken);

    /// <summary>Asks users of mailboxes by mail for their user names and passwords; a link that they have already is replaced.</summary>
    public Task<CredentialsAskedInfo> AskForCredentialsAsync(Guid project, CredentialRequestDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<CredentialsAskedInfo>($"projects/{project}/credential-requests", draft, cancellationToken);

    /// <summary>Withdraws requests for credentials that stand: their links work no longer.</summary>
    public Task<BulkInfo> WithdrawCredentialRequestsAsync(Guid project, MailboxSelection selection, CancellationToken cancellationToken = default) =>
        ReadAsync<BulkInfo>(HttpMethod.Post, $"projects/{project}/credential-requests/withdraw", selection, cancellationToken);
}
