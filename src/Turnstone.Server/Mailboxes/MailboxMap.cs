using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Mailboxes;
using Turnstone.Storage.Mailboxes;

namespace Turnstone.Server.Mailboxes;

/// <summary>Rows of mailboxes as the contract writes them.</summary>
internal static class MailboxMap
{
    public static MailboxInfo InfoOf(Mailbox row, MailboxStanding standing, CredentialRequestInfo? asked) => new()
    {
        Id = row.Id,
        ProjectId = row.ProjectId,
        CustomerUserId = row.CustomerUserId,
        SourceAddress = row.SourceAddress,
        DestinationAddress = row.DestinationAddress,
        SourceLogin = row.SourceLogin,
        HasSourceSecret = row.ProtectedSourceSecret is not null,
        DestinationLogin = row.DestinationLogin,
        HasDestinationSecret = row.ProtectedDestinationSecret is not null,
        Flags = row.Flags,
        SupportOptions = row.SupportOptions,
        Star = row.Star,
        Created = row.Created,
        LastUsed = row.LastUsed,
        LatestPass = standing.Latest,
        ItemErrors = standing.ItemErrors,
        CredentialRequest = asked,
    };
}
