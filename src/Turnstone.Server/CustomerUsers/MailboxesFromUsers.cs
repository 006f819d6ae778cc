using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CustomerUsers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Adds mailboxes of a customer's people to one of its projects; whose mailbox the project has is passed over.</summary>
internal sealed class MailboxesFromUsers(Workspace workspace, ProjectMailboxes mailboxes, TimeProvider time)
{
    /// <summary>Adds them, all or none.</summary>
    /// <exception cref="Refusal">There is no such project, nothing says who, or a domain is none.</exception>
    public async Task<MailboxesFromUsersInfo> AddAsync(Guid id, MailboxesFromUsersDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var project = await mailboxes.ProjectAsync(rows, id, cancellationToken);
        var users = await ChosenUsers.ReadAsync(rows, project.CustomerId, draft, time.GetUtcNow(), cancellationToken);
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var wanted = users.Select(user => RowOf(project, user, draft)).ToList();
        var missing = await WithoutKnownAsync(rows, id, wanted, cancellationToken);
        rows.LogAsOne();
        rows.AddRange(missing);
        if (missing.Count > 0)
        {
            rows.Note(project, "mailboxes added", $"{missing.Count} from the customer's users");
        }

        await SaveAsync(rows, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MailboxesFromUsersInfo(missing.Count, wanted.Count - missing.Count);
    }

    private static async Task<List<Mailbox>> WithoutKnownAsync(PlaneContext rows, Guid project, List<Mailbox> wanted, CancellationToken cancellationToken)
    {
        var known = (await rows.Mailboxes.Where(row => row.ProjectId == project).Select(row => new { row.SourceSearch, row.DestinationSearch, row.CustomerUserId }).ToListAsync(cancellationToken))
            .ToList();
        var pairs = known.Select(row => (row.SourceSearch, row.DestinationSearch)).ToHashSet();
        var people = known.Select(row => row.CustomerUserId).OfType<Guid>().ToHashSet();

        // Two people may share an address: the project has that mailbox once.
        return [.. wanted.Where(row => !people.Contains(row.CustomerUserId!.Value) && pairs.Add((row.SourceSearch, row.DestinationSearch)))];
    }

    private Mailbox RowOf(Project project, CustomerUser user, MailboxesFromUsersDraft draft) => new()
    {
        ProjectId = project.Id,
        CustomerUserId = user.Id,
        SourceAddress = AddressOf(user, draft.SourceDomain, "sourceDomain"),
        DestinationAddress = AddressOf(user, draft.DestinationDomain, "destinationDomain"),
        Created = time.GetUtcNow(),
    };

    private static string AddressOf(CustomerUser user, string? domain, string field)
    {
        if (string.IsNullOrWhiteSpace(domain))
        {
            return user.Address;
        }

        var text = $"{user.Address[..user.Address.LastIndexOf('@')]}@{domain.Trim().TrimStart('@')}";
        return SmtpAddress.TryParse(text, out var address)
            ? address.Value
            : throw Refusal.Wrong(RefusalCodes.MailboxWrong, $"\"{domain}\" is no domain of mail addresses: write one such as old.example.", field);
    }

    private static async Task SaveAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else added one of these mailboxes meanwhile; nothing was added. Try again.");
        }
    }
}
