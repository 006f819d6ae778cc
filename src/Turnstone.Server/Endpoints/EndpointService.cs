using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Endpoints;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Endpoints;

/// <summary>The endpoints of a workgroup's customers.</summary>
internal sealed class EndpointService(Workspace workspace, EndpointSecrets secrets, TimeProvider time)
{
    /// <summary>Those that were asked for, by name.</summary>
    public async Task<Paged<EndpointInfo>> ListAsync(EndpointQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = rows.Endpoints.AsNoTracking().Where(row => row.Archived != null == query.Archived);
        if (query.CustomerId is { } customer)
        {
            found = found.Where(row => row.CustomerId == customer);
        }

        if (query.Kind is { } kind)
        {
            var stored = (EndpointKind)kind.Value;
            found = found.Where(row => row.Kind == stored);
        }

        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var search = SearchText.Of(query.Search);
            var address = query.Search.Trim().ToLowerInvariant();
            found = found.Where(row => row.NameSearch.Contains(search) || row.Address.Contains(address));
        }

        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderBy(row => row.NameSearch).ThenBy(row => row.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        var tests = await LastTests.OfAsync(rows, [.. items.Select(row => row.Id)], cancellationToken);
        return new Paged<EndpointInfo>([.. items.Select(row => EndpointMap.InfoOf(row, tests.GetValueOrDefault(row.Id)))], total);
    }

    /// <summary>One of them.</summary>
    public async Task<EndpointInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await InfoAsync(rows, await FindAsync(rows, id, cancellationToken), cancellationToken);
    }

    /// <summary>Adds one.</summary>
    /// <exception cref="Refusal">A field is wrong, there is no such customer, or another of its endpoints has the name.</exception>
    public async Task<EndpointInfo> AddAsync(EndpointDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        if (!await rows.Customers.AnyAsync(row => row.Id == draft.CustomerId, cancellationToken))
        {
            throw Refusal.Wrong(RefusalCodes.CustomerUnknown, "There is no such customer here.", "customerId");
        }

        var row = new Endpoint { CustomerId = draft.CustomerId, Name = draft.Name, Kind = (EndpointKind)draft.Kind, Address = "", Created = time.GetUtcNow() };
        EndpointFilling.Fill(row, draft);
        secrets.Take(row, draft, before: null);
        rows.Add(row);
        await SaveAsync(rows, row, cancellationToken);
        return EndpointMap.InfoOf(row, lastTest: null);
    }

    /// <summary>Makes one what the draft says.</summary>
    /// <exception cref="Refusal">There is none, a field is wrong, or another endpoint has the name.</exception>
    public async Task<EndpointInfo> ChangeAsync(Guid id, EndpointDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        if (row.CustomerId != draft.CustomerId || row.Kind != (EndpointKind)draft.Kind)
        {
            throw Refusal.Conflict(
                RefusalCodes.EndpointFixed, "An endpoint stays its customer's and of its kind: add another one.", row.CustomerId != draft.CustomerId ? "customerId" : "kind");
        }

        var before = EndpointSecrets.Entrusted.By(row);
        EndpointFilling.Fill(row, draft);
        secrets.Take(row, draft, before);
        await SaveAsync(rows, row, cancellationToken);
        return await InfoAsync(rows, row, cancellationToken);
    }

    /// <summary>Puts one away, or brings it back. Projects that use it go on.</summary>
    public async Task<EndpointInfo> ArchiveAsync(Guid id, bool isArchived, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        row.Archived = isArchived ? row.Archived ?? time.GetUtcNow() : null;
        await rows.SaveChangesAsync(cancellationToken);
        return await InfoAsync(rows, row, cancellationToken);
    }

    private static async Task<EndpointInfo> InfoAsync(PlaneContext rows, Endpoint row, CancellationToken cancellationToken) =>
        EndpointMap.InfoOf(row, (await LastTests.OfAsync(rows, [row.Id], cancellationToken)).GetValueOrDefault(row.Id));

    private static async Task SaveAsync(PlaneContext rows, Endpoint row, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(
                RefusalCodes.EndpointNameTaken, $"Another endpoint of this customer is called \"{row.Name}\"; it may be among the archived ones. Choose another name.", "name");
        }
    }

    private static async Task<Endpoint> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await rows.Endpoints.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("endpoint");
}
