using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Which mailboxes are whose: found by an address once, and kept by the person's id from then on.</summary>
internal static class UserMailboxes
{
    /// <summary>
    /// Gives the mailboxes of the person's customer that have their address on either side, and are nobody's yet, to them, unless somebody else has that address
    /// too. To be called before their address changes, and in the same transaction.
    /// </summary>
    public static Task KeepAsync(PlaneContext rows, CustomerUser user, CancellationToken cancellationToken) => rows.Mailboxes
        .Where(row => row.CustomerUserId == null && (row.SourceSearch == user.AddressSearch || row.DestinationSearch == user.AddressSearch))
        .Where(row => rows.Projects.Any(project => project.Id == row.ProjectId && project.CustomerId == user.CustomerId))
        .Where(row => !rows.CustomerUsers.Any(other => other.CustomerId == user.CustomerId && other.Id != user.Id && other.AddressSearch == user.AddressSearch))
        .ExecuteUpdateAsync(change => change.SetProperty(row => row.CustomerUserId, user.Id), cancellationToken);

    /// <summary>Makes the person's mailboxes nobody's.</summary>
    public static Task ReleaseAsync(PlaneContext rows, CustomerUser user, CancellationToken cancellationToken) =>
        rows.Mailboxes.Where(row => row.CustomerUserId == user.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.CustomerUserId, (Guid?)null), cancellationToken);
}
