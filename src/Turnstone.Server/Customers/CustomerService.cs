using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Customers;

/// <summary>The customers of a workgroup.</summary>
internal sealed class CustomerService(Workspace workspace, TimeProvider time)
{
    private static readonly Expression<Func<Customer, CustomerInfo>> Info = row => new CustomerInfo
    {
        Id = row.Id,
        CompanyName = row.CompanyName,
        PrimaryDomain = row.PrimaryDomain,
        Country = row.Country,
        City = row.City,
        Industry = row.Industry,
        Created = row.Created,
        Archived = row.Archived,
    };

    /// <summary>Those that were asked for, by name.</summary>
    public async Task<Paged<CustomerInfo>> ListAsync(CustomerQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = rows.Customers.Where(row => row.Archived != null == query.Archived);
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var search = SearchText.Of(query.Search);
            var domain = query.Search.Trim().ToLowerInvariant();
            found = found.Where(row => row.CompanyNameSearch.Contains(search) || row.PrimaryDomain.Contains(domain));
        }

        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderBy(row => row.CompanyNameSearch).ThenBy(row => row.Id).Skip(query.Skip).Take(query.Take).Select(Info).ToListAsync(cancellationToken);
        return new Paged<CustomerInfo>(items, total);
    }

    /// <summary>One of them.</summary>
    public async Task<CustomerInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await rows.Customers.Where(row => row.Id == id).Select(Info).SingleOrDefaultAsync(cancellationToken) ?? throw Missing();
    }

    /// <summary>Adds one.</summary>
    /// <exception cref="Refusal">Another has the domain.</exception>
    public async Task<CustomerInfo> AddAsync(CustomerDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = new Customer { CompanyName = draft.CompanyName.Trim(), PrimaryDomain = draft.PrimaryDomain, Created = time.GetUtcNow() };
        Fill(row, draft);
        rows.Add(row);
        await SaveAsync(rows, row, cancellationToken);
        return Info.Compile()(row);
    }

    /// <summary>Makes one what the draft says.</summary>
    /// <exception cref="Refusal">There is none, or another has the domain.</exception>
    public async Task<CustomerInfo> ChangeAsync(Guid id, CustomerDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        Fill(row, draft);
        await SaveAsync(rows, row, cancellationToken);
        return Info.Compile()(row);
    }

    /// <summary>Puts one away, or brings it back; nothing of it is lost.</summary>
    public async Task<CustomerInfo> ArchiveAsync(Guid id, bool isArchived, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        row.Archived = isArchived ? row.Archived ?? time.GetUtcNow() : null;
        await rows.SaveChangesAsync(cancellationToken);
        return Info.Compile()(row);
    }

    private static void Fill(Customer row, CustomerDraft draft)
    {
        row.CompanyName = draft.CompanyName.Trim();
        row.PrimaryDomain = draft.PrimaryDomain;
        row.Country = draft.Country.Trim();
        row.City = draft.City.Trim();
        row.Industry = draft.Industry.Trim();
    }

    private static async Task SaveAsync(PlaneContext rows, Customer row, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(
                RefusalCodes.CustomerDomainTaken, $"Another customer has the domain {row.PrimaryDomain}; it may be among the archived ones.", "primaryDomain");
        }
    }

    private static async Task<Customer> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await rows.Customers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Missing();

    private static Refusal Missing() => Refusal.NotFound("customer");
}
