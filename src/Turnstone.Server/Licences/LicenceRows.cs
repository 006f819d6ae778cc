using Turnstone.Storage.Customers;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;
using LicenceState = Turnstone.Client.Licences.LicenceState;

namespace Turnstone.Server.Licences;

/// <summary>Licences by what they are good for.</summary>
internal static class LicenceRows
{
    /// <summary>Those that admit passes.</summary>
    public static IQueryable<Licence> Good(PlaneContext rows, DateTimeOffset now) => rows.Licences.Where(row => row.Ended == null && row.Expires > now);

    /// <summary>Of others, those that a pass submitted or under way is to use.</summary>
    public static IQueryable<Licence> Reserved(PlaneContext rows, IQueryable<Licence> licences) =>
        licences.Where(row => row.Used == null && rows.Passes.Any(pass => pass.LicenceId == row.Id && !pass.IsOver));

    /// <summary>People who stand so.</summary>
    public static IQueryable<CustomerUser> WhoAre(PlaneContext rows, IQueryable<CustomerUser> users, LicenceState state, DateTimeOffset now)
    {
        var good = Good(rows, now);
        var reserved = Reserved(rows, good);
        return state switch
        {
            LicenceState.None => users.Where(user => !rows.Licences.Any(row => row.CustomerUserId == user.Id && row.Ended == null)),
            LicenceState.Expired => users.Where(user => rows.Licences.Any(row => row.CustomerUserId == user.Id && row.Ended == null && row.Expires <= now)),
            LicenceState.Used => users.Where(user => good.Any(row => row.CustomerUserId == user.Id && row.Used != null)),
            LicenceState.Reserved => users.Where(user => reserved.Any(row => row.CustomerUserId == user.Id)),
            LicenceState.Applied => users.Where(user => good.Any(row => row.CustomerUserId == user.Id && row.Used == null) && !reserved.Any(row => row.CustomerUserId == user.Id)),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }
}
