using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Rows of people as the contract writes them, with how they stand with licences.</summary>
internal static class CustomerUserMap
{
    public static async Task<List<CustomerUserInfo>> ReadAsync(PlaneContext rows, IQueryable<CustomerUser> users, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await users.AsNoTracking()
            .Select(row => new
            {
                Row = row,
                Licence = rows.Licences.Where(licence => licence.CustomerUserId == row.Id && licence.Ended == null)
                    .Select(licence => new { licence.Used, licence.Expires, IsReserved = rows.Passes.Any(pass => pass.LicenceId == licence.Id && !pass.IsOver) })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return found.ConvertAll(person => InfoOf(
            person.Row,
            person.Licence is { } licence ? StateOf(licence.Used, licence.Expires, licence.IsReserved, now) : LicenceState.None,
            person.Licence?.Expires));
    }

    private static LicenceState StateOf(DateTimeOffset? used, DateTimeOffset expires, bool isReserved, DateTimeOffset now) =>
        expires <= now ? LicenceState.Expired
        : used is not null ? LicenceState.Used
        : isReserved ? LicenceState.Reserved
        : LicenceState.Applied;

    private static CustomerUserInfo InfoOf(CustomerUser row, LicenceState licence, DateTimeOffset? expires) => new()
    {
        Id = row.Id,
        CustomerId = row.CustomerId,
        Address = row.Address,
        FirstName = row.FirstName,
        LastName = row.LastName,
        DisplayName = row.DisplayName,
        PrincipalName = row.PrincipalName,
        Created = row.Created,
        Licence = licence,
        LicenceExpires = expires,
    };
}
