using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Licences;

/// <summary>Has whoever does something with the licences of a customer's people do so alone.</summary>
internal static class LicenceClaim
{
    /// <summary>
    /// Waits until nobody else is at it; it is the caller's until their transaction is over. To be called within one, before what it protects is
    /// read: a question that was asked before is answered as it was then.
    /// </summary>
    public static Task TakeAsync(PlaneContext rows, Guid customer, CancellationToken cancellationToken) => rows.Customers.Where(row => row.Id == customer)
        .ExecuteUpdateAsync(change => change.SetProperty(row => row.LicenceClaims, row => row.LicenceClaims + 1), cancellationToken);
}
