using System.Text;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Lists;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Takes in a list of people: all of it, or nothing and every fault at once.</summary>
internal sealed class CustomerUserImport(Workspace workspace, TimeProvider time)
{
    /// <summary>What is saved at once: enough that the round trips do not count, and few enough to hold.</summary>
    private const int Batch = 2000;

    private const string ListName = "The list";

    /// <summary>Adds all people of a list to a customer, or says who would be added.</summary>
    /// <exception cref="Refusal">There is no such customer, or the list has faults and this is no dry run.</exception>
    public async Task<CustomerUserImportInfo> RunAsync(Guid id, Stream list, CustomerUserImportQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var customer = await rows.Customers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("customer");
        var findings = new Findings();
        var sound = CsvTable.Read(ListName, await TextAsync(list, cancellationToken), findings, listed: "person") is { } table ? UserRows.Read(table, findings) : [];
        await RefuseKnownAsync(rows, id, sound, findings, cancellationToken);
        if (!query.DryRun && !findings.AreClean)
        {
            throw Refusal.Faulty(
                RefusalCodes.CustomerUserListFaulty, $"The list has {findings.Faults.Count} faults; nobody was added. {findings.Faults[0].Where}: {findings.Faults[0].What}", FaultsOf(findings));
        }

        var added = query.DryRun ? 0 : await AddAsync(rows, customer, sound, cancellationToken);
        return new CustomerUserImportInfo { Sound = sound.Count, Added = added, Faults = FaultsOf(findings), Remarks = findings.Remarks };
    }

    private static async Task<string> TextAsync(Stream list, CancellationToken cancellationToken)
    {
        using var reader = CsvTable.TextOf(list);
        try
        {
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.Wrong(RefusalCodes.CustomerUserListFaulty, "The list is not UTF-8 text: in Excel choose Save As, CSV UTF-8, and send that file.");
        }
    }

    private static async Task RefuseKnownAsync(PlaneContext context, Guid customer, IReadOnlyList<UserRow> rows, Findings findings, CancellationToken cancellationToken)
    {
        var known = (await context.CustomerUsers.Where(row => row.CustomerId == customer)
                .Select(row => new { row.AddressSearch, row.FirstNameSearch, row.LastNameSearch }).ToListAsync(cancellationToken))
            .Select(row => (row.AddressSearch, row.FirstNameSearch, row.LastNameSearch)).ToHashSet();
        foreach (var row in rows.Where(row => known.Contains(row.Key)))
        {
            findings.Refuse(
                new CsvPlace(ListName, row.Number, UserHeader.NameOf(UserColumn.Address)), $"The customer already has {row.Address} with the same first and last name.", "Leave the row out.");
        }
    }

    private async Task<int> AddAsync(PlaneContext rows, Customer customer, IReadOnlyList<UserRow> sound, CancellationToken cancellationToken)
    {
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        rows.LogAsOne();
        foreach (var batch in sound.Chunk(Batch))
        {
            rows.ChangeTracker.Clear();
            rows.AddRange(batch.Select(row => RowOf(customer, row)));
            await SaveAsync(rows, cancellationToken);
        }

        rows.Note(customer, "users added", $"{sound.Count} from a list");
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return sound.Count;
    }

    private CustomerUser RowOf(Customer customer, UserRow row) => new()
    {
        CustomerId = customer.Id,
        Address = row.Address,
        FirstName = row.FirstName,
        LastName = row.LastName,
        DisplayName = row.DisplayName,
        PrincipalName = row.PrincipalName,
        Created = time.GetUtcNow(),
    };

    private static async Task SaveAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else added one of these people meanwhile; nobody was added. Send the list again.");
        }
    }

    private static List<ListFaultInfo> FaultsOf(Findings findings) =>
        [.. findings.Faults.OrderBy(fault => fault.Place?.Row).Select(fault => new ListFaultInfo(fault.Place?.Row, fault.Place?.Column, fault.What, fault.Remedy))];
}
