using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Licences;

/// <summary>Uses up the licences of passes that are over.</summary>
internal static class LicenceSettlement
{
    /// <summary>
    /// Uses up those of passes that were completed, or delivered anything before they ended otherwise; the others are free again by the pass's end
    /// alone. To be called in the transaction that ends the passes; doing it again changes nothing.
    /// </summary>
    public static Task<int> SettleAsync(PlaneContext rows, IQueryable<MailboxPass> passes, DateTimeOffset now, CancellationToken cancellationToken) =>
        UsedUp(rows, passes).ExecuteUpdateAsync(change => change.SetProperty(row => row.Used, now), cancellationToken);

    private static IQueryable<Licence> UsedUp(PlaneContext rows, IQueryable<MailboxPass> passes) => rows.Licences.Where(row => row.Used == null && passes.Any(pass =>
        pass.WorkgroupId == row.WorkgroupId && pass.LicenceId == row.Id && pass.IsOver && (pass.HasDelivered || pass.State == PassState.Completed || pass.State == PassState.CompletedWithErrors)));
}
