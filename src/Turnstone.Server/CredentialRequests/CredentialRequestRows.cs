using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CredentialRequests;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CredentialRequests;

/// <summary>Where requests for credentials stand.</summary>
internal static class CredentialRequestRows
{
    /// <summary>Those whose link works.</summary>
    public static IQueryable<CredentialRequest> Standing(IQueryable<CredentialRequest> requests, DateTimeOffset now) =>
        requests.Where(row => row.Given == null && row.Withdrawn == null && row.Expires > now);

    /// <summary>Those that stand so.</summary>
    public static IQueryable<CredentialRequest> In(IQueryable<CredentialRequest> requests, CredentialRequestState state, DateTimeOffset now) => state switch
    {
        CredentialRequestState.Asked => Standing(requests, now).Where(row => row.Opened == null),
        CredentialRequestState.Opened => Standing(requests, now).Where(row => row.Opened != null),
        CredentialRequestState.Given => requests.Where(row => row.Given != null),
        CredentialRequestState.Expired => requests.Where(row => row.Given == null && row.Withdrawn == null && row.Expires <= now),
        CredentialRequestState.Withdrawn => requests.Where(row => row.Given == null && row.Withdrawn != null),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The latest of each mailbox; those whose user was never asked are not in it.</summary>
    public static async Task<Dictionary<Guid, CredentialRequestInfo>> LatestAsync(
        PlaneContext rows, IReadOnlyCollection<Guid> mailboxes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await rows.CredentialRequests.AsNoTracking().Where(row => mailboxes.Contains(row.MailboxId)).ToListAsync(cancellationToken);
        return found.GroupBy(row => row.MailboxId).ToDictionary(group => group.Key, group => InfoOf(group.MaxBy(row => (row.Asked, row.Id))!, now));
    }

    /// <summary>One as the contract writes it.</summary>
    public static CredentialRequestInfo InfoOf(CredentialRequest row, DateTimeOffset now) => new()
    {
        Id = row.Id,
        MailboxId = row.MailboxId,
        State = StateOf(row, now),
        Source = row.AsksSource,
        Destination = row.AsksDestination,
        Recipients = row.Recipients.Split('\n'),
        Asked = row.Asked,
        Expires = row.Expires,
        Reminders = row.Reminders,
        Tries = row.Tries,
        Opened = row.Opened,
        Given = row.Given,
        WasAccepted = row.WasAccepted,
    };

    private static CredentialRequestState StateOf(CredentialRequest row, DateTimeOffset now) => row switch
    {
        { Given: not null } => CredentialRequestState.Given,
        { Withdrawn: not null } => CredentialRequestState.Withdrawn,
        _ when row.Expires <= now => CredentialRequestState.Expired,
        { Opened: not null } => CredentialRequestState.Opened,
        _ => CredentialRequestState.Asked,
    };
}
