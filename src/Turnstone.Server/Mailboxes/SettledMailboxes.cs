using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Mailboxes;

/// <summary>Mailboxes whose passes are all over: only those leave their project.</summary>
internal static class SettledMailboxes
{
    /// <summary>
    /// Those that were chosen, by their ids. To be called within a transaction, before anything else of it is read: until it is over nobody submits
    /// a pass over them.
    /// </summary>
    /// <exception cref="Refusal">A pass over one of them is not over.</exception>
    public static async Task<List<Guid>> RequireAsync(PlaneContext rows, Guid project, IQueryable<Mailbox> chosen, CancellationToken cancellationToken)
    {
        await ProjectClaim.TakeAsync(rows, project, cancellationToken);
        var ids = await chosen.Select(row => row.Id).ToListAsync(cancellationToken);
        var underWay = rows.Passes.Where(pass => !pass.IsOver && ids.Contains(pass.MailboxId));
        var count = await underWay.CountAsync(cancellationToken);
        if (count > 0)
        {
            var one = await underWay.OrderBy(pass => pass.Mailbox).Select(pass => pass.Mailbox).FirstAsync(cancellationToken);
            throw Refusal.Conflict(
                RefusalCodes.PassUnderWay,
                $"A pass over {one}{(count == 1 ? "" : $" and over {count - 1} more of them")} is not over: stop it, or wait for its end. Nothing was changed.");
        }

        return ids;
    }

    /// <summary>Removes all that is known of their passes, and what their users were asked. Licences that these used stay used: that stands in the licence.</summary>
    public static async Task ForgetAsync(PlaneContext rows, IReadOnlyCollection<Guid> settled, CancellationToken cancellationToken)
    {
        var passes = rows.Passes.Where(pass => settled.Contains(pass.MailboxId));
        var ids = passes.Select(pass => pass.Id);
        await rows.ItemErrors.Where(row => ids.Contains(row.PassId)).ExecuteDeleteAsync(cancellationToken);
        await rows.PassFolders.Where(row => ids.Contains(row.PassId)).ExecuteDeleteAsync(cancellationToken);
        await rows.PassNotices.Where(row => ids.Contains(row.PassId)).ExecuteDeleteAsync(cancellationToken);
        await passes.ExecuteDeleteAsync(cancellationToken);
        await rows.CredentialRequests.Where(row => settled.Contains(row.MailboxId)).ExecuteDeleteAsync(cancellationToken);
    }
}
