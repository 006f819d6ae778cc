using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Licences;
using Turnstone.Server.Security;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;
using LicenceState = Turnstone.Client.Licences.LicenceState;

namespace Turnstone.Server.Licences;

/// <summary>What became of a workgroup's licences: who has one, and on whom they were spent. What was taken back unused is in its pack again and not told here.</summary>
internal sealed class AppliedLicenceService(Workspace workspace, TimeProvider time)
{
    /// <summary>Those that were asked for, applied last first.</summary>
    public async Task<Paged<AppliedLicenceInfo>> ListAsync(AppliedLicenceQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        var found = Narrow(rows, query, now);
        var total = await found.CountAsync(cancellationToken);
        var page = found.OrderByDescending(row => row.Applied).ThenByDescending(row => row.Id).Skip(query.Skip).Take(query.Take);
        var items = await (
            from row in page
            join pack in rows.LicencePacks on row.PackId equals pack.Id
            join user in rows.CustomerUsers on row.CustomerUserId equals user.Id into users
            from user in users.DefaultIfEmpty()
            join customer in rows.Customers on user.CustomerId equals customer.Id into customers
            from customer in customers.DefaultIfEmpty()
            select new
            {
                row.Id,
                Address = user == null ? row.Address : user.Address,
                CustomerId = customer == null ? (Guid?)null : customer.Id,
                Customer = customer == null ? null : customer.CompanyName,
                row.PackId,
                pack.Label,
                row.Applied,
                row.Used,
                row.Expires,
                IsReserved = row.Used == null && rows.Passes.Any(pass => pass.LicenceId == row.Id && !pass.IsOver),
            }).ToListAsync(cancellationToken);
        return new Paged<AppliedLicenceInfo>(
            [.. items.OrderByDescending(row => row.Applied).ThenByDescending(row => row.Id).Select(row => new AppliedLicenceInfo
            {
                Id = row.Id,
                Address = row.Address,
                CustomerId = row.CustomerId,
                Customer = row.Customer,
                State = row.Expires <= now ? LicenceState.Expired : row.Used is not null ? LicenceState.Used : row.IsReserved ? LicenceState.Reserved : LicenceState.Applied,
                PackId = row.PackId,
                Pack = row.Label,
                Applied = row.Applied,
                Used = row.Used,
                Expires = row.Expires,
            })],
            total);
    }

    private static IQueryable<Licence> Narrow(PlaneContext rows, AppliedLicenceQuery query, DateTimeOffset now)
    {
        var found = rows.Licences.Where(row => row.Ended == null || row.Used != null);
        found = query.PackId is { } pack ? found.Where(row => row.PackId == pack) : found;
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var (typed, sought) = (query.Search.Trim(), SearchText.Of(query.Search));
            found = found.Where(row => row.Address.Contains(typed) || rows.CustomerUsers.Any(user => user.Id == row.CustomerUserId
                && (user.AddressSearch.Contains(sought) || rows.Customers.Any(customer => customer.Id == user.CustomerId && customer.CompanyNameSearch.Contains(sought)))));
        }

        return query.State?.Value switch
        {
            null => found,
            LicenceState.Expired => found.Where(row => row.Expires <= now),
            LicenceState.Used => found.Where(row => row.Expires > now && row.Used != null),
            LicenceState.Reserved => LicenceRows.Reserved(rows, found.Where(row => row.Expires > now)),
            LicenceState.Applied => found.Where(row => row.Expires > now && row.Used == null && !rows.Passes.Any(pass => pass.LicenceId == row.Id && !pass.IsOver)),
            _ => found.Where(row => false),
        };
    }
}
