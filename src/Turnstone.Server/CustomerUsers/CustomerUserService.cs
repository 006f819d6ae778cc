using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.CustomerUsers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Server.Licences;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CustomerUsers;

/// <summary>The people of customers.</summary>
internal sealed class CustomerUserService(Workspace workspace, LicenceService licences, TimeProvider time)
{
    /// <summary>Those of a customer that were asked for, by address.</summary>
    public async Task<Paged<CustomerUserInfo>> ListAsync(Guid customer, CustomerUserQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await RequireCustomerAsync(rows, customer, cancellationToken);
        var found = ChosenUsers.Like(rows, customer, query.Search, query.Licence?.Value, time.GetUtcNow());
        var total = await found.CountAsync(cancellationToken);
        var page = found.OrderBy(row => row.AddressSearch).ThenBy(row => row.Id).Skip(query.Skip).Take(query.Take);
        var items = await CustomerUserMap.ReadAsync(rows, page, time.GetUtcNow(), cancellationToken);
        return new Paged<CustomerUserInfo>(items, total);
    }

    /// <summary>One of them.</summary>
    public async Task<CustomerUserInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return (await CustomerUserMap.ReadAsync(rows, rows.CustomerUsers.Where(row => row.Id == id), time.GetUtcNow(), cancellationToken)).SingleOrDefault() ?? throw Missing();
    }

    /// <summary>Adds one to a customer.</summary>
    /// <exception cref="Refusal">A field is wrong, or the customer has somebody of this address and names.</exception>
    public async Task<CustomerUserInfo> AddAsync(Guid customer, CustomerUserDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await RequireCustomerAsync(rows, customer, cancellationToken);
        var row = new CustomerUser { CustomerId = customer, Address = draft.Address, Created = time.GetUtcNow() };
        Fill(row, draft);
        rows.Add(row);
        await SaveAsync(rows, row, cancellationToken);
        return await GetAsync(row.Id, cancellationToken);
    }

    /// <summary>Makes one what the draft says. Mailboxes and licences stay theirs when the address changes.</summary>
    /// <exception cref="Refusal">There is none, a field is wrong, or the customer has another of this address and names.</exception>
    public async Task<CustomerUserInfo> ChangeAsync(Guid id, CustomerUserDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        await UserMailboxes.KeepAsync(rows, row, cancellationToken);
        Fill(row, draft);
        await SaveAsync(rows, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await GetAsync(id, cancellationToken);
    }

    /// <summary>Removes one. Their mailboxes stay in their projects, and a licence that nothing has used goes back.</summary>
    /// <exception cref="Refusal">There is none, or their licence was used and is good, or a pass is about to use it.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        await LicenceClaim.TakeAsync(rows, row.CustomerId, cancellationToken);
        await licences.ReleaseAsync(rows, row, cancellationToken);
        await UserMailboxes.ReleaseAsync(rows, row, cancellationToken);
        rows.Remove(row);
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Refuses where the workgroup has no such customer.</summary>
    public static async Task RequireCustomerAsync(PlaneContext rows, Guid customer, CancellationToken cancellationToken)
    {
        if (!await rows.Customers.AnyAsync(row => row.Id == customer, cancellationToken))
        {
            throw Refusal.NotFound("customer");
        }
    }

    private static void Fill(CustomerUser row, CustomerUserDraft draft)
    {
        row.Address = SmtpAddress.TryParse(draft.Address.Trim(), out var address)
            ? address.Value
            : throw Refusal.Wrong(RefusalCodes.CustomerUserWrong, $"\"{draft.Address}\" is not a mail address: write the primary address, such as anna@example.com.", "address");
        row.FirstName = draft.FirstName.Trim();
        row.LastName = draft.LastName.Trim();
        row.DisplayName = draft.DisplayName.Trim();
        row.PrincipalName = draft.PrincipalName.Trim();
    }

    private static async Task SaveAsync(PlaneContext rows, CustomerUser row, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(
                RefusalCodes.CustomerUserTaken, $"The customer already has {row.Address} with the same first and last name: change that one, or write another name.", "address");
        }
    }

    private static async Task<CustomerUser> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await rows.CustomerUsers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Missing();

    private static Refusal Missing() => Refusal.NotFound("person");
}
