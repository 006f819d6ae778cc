using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Licences;

/// <summary>Takes licences out of a workgroup's packs, those that expire first before the others.</summary>
internal static class PackShares
{
    /// <summary>Packs that have something to give.</summary>
    public static IQueryable<LicencePack> Giving(PlaneContext rows, DateTimeOffset now) =>
        rows.LicencePacks.Where(row => row.Expires > now && row.Purchased + row.Granted - row.Applied - row.Revoked > 0);

    /// <summary>
    /// So many, with the pack each is of. To be called within a transaction, which is to be given up where they do not suffice. Each step is a
    /// statement that changes nothing where another was first, so two never take the same.
    /// </summary>
    /// <exception cref="Refusal">There are not so many; it says how many are short.</exception>
    public static async Task<IReadOnlyList<LicencePack>> TakeAsync(PlaneContext rows, int count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = new List<LicencePack>();
        while (taken.Count < count)
        {
            var pack = await Giving(rows, now).AsNoTracking().OrderBy(row => row.Expires).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellationToken)
                ?? throw Refusal.Short(count, count - taken.Count);
            var share = Math.Min(count - taken.Count, pack.Purchased + pack.Granted - pack.Applied - pack.Revoked);
            var isTaken = await rows.LicencePacks
                .Where(row => row.Id == pack.Id && row.Purchased + row.Granted - row.Applied - row.Revoked >= share)
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.Applied, row => row.Applied + share), cancellationToken) == 1;
            if (isTaken)
            {
                taken.AddRange(Enumerable.Repeat(pack, share));
            }
        }

        return taken;
    }

    /// <summary>Gives licences back to their packs.</summary>
    public static async Task GiveBackAsync(PlaneContext rows, IEnumerable<Guid> packs, CancellationToken cancellationToken)
    {
        // In the order in which they are taken, so that two never wait for each other.
        foreach (var group in packs.GroupBy(pack => pack).OrderBy(group => group.Key))
        {
            var count = group.Count();
            await rows.LicencePacks.Where(row => row.Id == group.Key)
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.Applied, row => row.Applied - count), cancellationToken);
        }
    }
}
