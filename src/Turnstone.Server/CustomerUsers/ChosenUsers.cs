using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Server.Licences;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Some of a customer's people.</summary>
internal static class ChosenUsers
{
    /// <summary>Those whose address or name holds a text, and who stand so with licences.</summary>
    public static IQueryable<CustomerUser> Like(PlaneContext rows, Guid customer, string? search, LicenceState? licence, DateTimeOffset now)
    {
        var found = rows.CustomerUsers.Where(row => row.CustomerId == customer);
        if (licence is { } state)
        {
            found = LicenceRows.WhoAre(rows, found, state, now);
        }

        if (string.IsNullOrWhiteSpace(search))
        {
            return found;
        }

        var text = SearchText.Of(search);
        return found.Where(row =>
            row.AddressSearch.Contains(text) || (row.FirstNameSearch + " " + row.LastNameSearch).Contains(text) || row.DisplayNameSearch.Contains(text));
    }

    /// <summary>Those that were chosen.</summary>
    /// <exception cref="Refusal">Nothing says who, or an id is none of this customer's.</exception>
    public static async Task<List<CustomerUser>> ReadAsync(PlaneContext rows, Guid customer, CustomerUserSelection selection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (selection.Ids is null == selection.Filter is null)
        {
            throw Refusal.Wrong(RefusalCodes.CustomerUserSelection, "Say who: either by ids, or by a filter; an empty filter means all of the customer.", "ids");
        }

        if (selection.Filter is { } filter)
        {
            return await Like(rows, customer, filter.Search, filter.Licence, now).OrderBy(row => row.AddressSearch).ToListAsync(cancellationToken);
        }

        var ids = selection.Ids!.Distinct().ToList();
        var chosen = await rows.CustomerUsers.Where(row => row.CustomerId == customer && ids.Contains(row.Id)).OrderBy(row => row.AddressSearch).ToListAsync(cancellationToken);
        return chosen.Count == ids.Count ? chosen : throw Refusal.NotFound("person");
    }
}
