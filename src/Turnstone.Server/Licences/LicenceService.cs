using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Server.CustomerUsers;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Licences;

/// <summary>Applying licences to people, and taking unused ones back: for all who were chosen, or nobody.</summary>
internal sealed class LicenceService(Workspace workspace, TimeProvider time)
{
    /// <summary>Applies one to each who has none that is good.</summary>
    /// <exception cref="Refusal">There are not enough; it says how many are short.</exception>
    public Task<LicencesAppliedInfo> ApplyAsync(Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken) =>
        AloneAsync(customer, selection, async (rows, whose, users) =>
        {
            var now = time.GetUtcNow();
            var current = await CurrentAsync(rows, users, cancellationToken);
            var without = users.Where(user => !current.TryGetValue(user.Id, out var licence) || licence.Expires <= now).ToList();
            var packs = await PackShares.TakeAsync(rows, without.Count, now, cancellationToken);
            var outlived = without.Where(user => current.ContainsKey(user.Id)).Select(user => current[user.Id].Id).ToList();
            await rows.Licences.Where(row => outlived.Contains(row.Id)).ExecuteUpdateAsync(change => change.SetProperty(row => row.Ended, now), cancellationToken);
            rows.AddRange(without.Zip(packs, (user, pack) => new Licence
            {
                PackId = pack.Id, CustomerUserId = user.Id, Address = user.Address, Applied = now, Expires = pack.Expires,
            }));
            Note(rows, whose, "licences applied", without);
            return new LicencesAppliedInfo(without.Count, users.Count - without.Count);
        }, cancellationToken);

    /// <summary>Takes theirs back from each who has one.</summary>
    /// <exception cref="Refusal">One of them was used, or a pass is about to use it.</exception>
    public Task<LicencesRemovedInfo> RemoveAsync(Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken) =>
        AloneAsync(customer, selection, async (rows, whose, users) =>
        {
            var current = await CurrentAsync(rows, users, cancellationToken);
            await TakeBackAsync(rows, [.. current.Values], cancellationToken);
            Note(rows, whose, "licences taken back", [.. users.Where(user => current.ContainsKey(user.Id))]);
            return new LicencesRemovedInfo(current.Count, users.Count - current.Count);
        }, cancellationToken);

    /// <summary>Makes a person ready to be removed: what is unused goes back. To be called in a transaction, with the customer's licences claimed.</summary>
    /// <exception cref="Refusal">Their licence is good and was used, or a pass is about to use it: it would be lost with them.</exception>
    public async Task ReleaseAsync(PlaneContext rows, CustomerUser user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await TakeBackAsync(rows, await rows.Licences.AsNoTracking().Where(row => row.CustomerUserId == user.Id && row.Ended == null && row.Expires > now).ToListAsync(cancellationToken), cancellationToken);
        await rows.Licences.Where(row => row.CustomerUserId == user.Id).ExecuteUpdateAsync(
            change => change.SetProperty(row => row.CustomerUserId, (Guid?)null).SetProperty(row => row.Ended, row => row.Ended ?? now), cancellationToken);
    }

    private async Task TakeBackAsync(PlaneContext rows, List<Licence> licences, CancellationToken cancellationToken)
    {
        var ids = licences.ConvertAll(row => row.Id);
        var reserved = await LicenceRows.Reserved(rows, rows.Licences.Where(row => ids.Contains(row.Id))).Select(row => row.Id).ToListAsync(cancellationToken);
        Refuse([.. licences.Where(row => row.Used is not null)], "was used by a pass, and is theirs for good");
        Refuse([.. licences.Where(row => reserved.Contains(row.Id))], "is about to be used by a pass: stop it first");
        var now = time.GetUtcNow();
        var ended = await rows.Licences.Where(row => ids.Contains(row.Id) && row.Used == null && row.Ended == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Ended, now), cancellationToken);
        if (ended != ids.Count)
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "A pass used one of these licences at this moment: look again.");
        }

        await PackShares.GiveBackAsync(rows, licences.Select(row => row.PackId), cancellationToken);
    }

    private static void Refuse(List<Licence> licences, string why)
    {
        if (licences.Count > 0)
        {
            var others = licences.Count == 1 ? "" : $", and so it is with {licences.Count - 1} others";
            throw Refusal.Conflict(RefusalCodes.LicenceInUse, $"The licence of {licences[0].Address} {why}{others}. Nothing was changed.");
        }
    }

    private static Task<Dictionary<Guid, Licence>> CurrentAsync(PlaneContext rows, List<CustomerUser> users, CancellationToken cancellationToken)
    {
        var ids = users.ConvertAll(user => (Guid?)user.Id);
        return rows.Licences.AsNoTracking().Where(row => row.Ended == null && ids.Contains(row.CustomerUserId)).ToDictionaryAsync(row => row.CustomerUserId!.Value, cancellationToken);
    }

    private static void Note(PlaneContext rows, Customer customer, string action, List<CustomerUser> users)
    {
        const int Named = 20;
        if (users.Count > 0)
        {
            var rest = users.Count > Named ? $" and {users.Count - Named} others" : "";
            rows.Note(customer, action, $"{users.Count}: {string.Join(", ", users.Take(Named).Select(user => user.Address))}{rest}");
        }
    }

    private async Task<T> AloneAsync<T>(
        Guid customer, CustomerUserSelection selection, Func<PlaneContext, Customer, List<CustomerUser>, Task<T>> act, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var whose = await rows.Customers.SingleOrDefaultAsync(row => row.Id == customer, cancellationToken) ?? throw Refusal.NotFound("customer");
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        await LicenceClaim.TakeAsync(rows, customer, cancellationToken);
        rows.LogAsOne();
        var answer = await act(rows, whose, await ChosenUsers.ReadAsync(rows, customer, selection, time.GetUtcNow(), cancellationToken));
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }
}
