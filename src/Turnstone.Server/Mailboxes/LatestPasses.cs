using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using StoredKind = Turnstone.Engine.Planning.PassKind;
using StoredState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Server.Mailboxes;

/// <summary>
/// The pass over each mailbox that was submitted last. It is asked for by mailbox, along the index of mailbox and moment: of ten thousand mailboxes with
/// ten passes each, putting all passes in an order takes several times as long. Asking whether a pass of that state is there instead is faster on most days, but
/// PostgreSQL, before it has counted new passes, may go through all of them for each mailbox.
/// </summary>
internal static class LatestPasses
{
    /// <summary>Those of the mailboxes whose latest pass is like this; null says nothing.</summary>
    public static IQueryable<Mailbox> Narrow(PlaneContext rows, IQueryable<Mailbox> mailboxes, LatestPassState? state, PassKind? kind)
    {
        if (state == LatestPassState.None)
        {
            mailboxes = mailboxes.Where(row => !rows.Passes.Any(pass => pass.MailboxId == row.Id));
        }
        else if (state is { } stands)
        {
            var stored = Enum.Parse<StoredState>(stands.ToString());
            mailboxes = mailboxes.Where(row => rows.Passes.Where(pass => pass.MailboxId == row.Id)
                .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (StoredState?)pass.State).FirstOrDefault() == stored);
        }

        if (kind is { } wanted)
        {
            var stored = (StoredKind)wanted;
            mailboxes = mailboxes.Where(row => rows.Passes.Where(pass => pass.MailboxId == row.Id)
                .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (StoredKind?)pass.Kind).FirstOrDefault() == stored);
        }

        return mailboxes;
    }

    /// <summary>By mailbox; those without a pass are not in it.</summary>
    public static async Task<Dictionary<Guid, LatestPassInfo>> ReadAsync(PlaneContext rows, IReadOnlyCollection<Guid> mailboxes, CancellationToken cancellationToken)
    {
        var found = await rows.Mailboxes.Where(row => mailboxes.Contains(row.Id))
            .Select(row => rows.Passes.Where(pass => pass.MailboxId == row.Id)
                .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (Guid?)pass.Id).FirstOrDefault())
            .ToListAsync(cancellationToken);
        var latest = found.OfType<Guid>().ToList();
        return await rows.Passes.Where(pass => latest.Contains(pass.Id))
            .Select(pass => new { pass.MailboxId, pass.Id, pass.Kind, pass.State, pass.Submitted, pass.Finished })
            .ToDictionaryAsync(
                pass => pass.MailboxId,
                pass => new LatestPassInfo { Id = pass.Id, Kind = (PassKind)pass.Kind, State = (PassState)pass.State, Submitted = pass.Submitted, Finished = pass.Finished },
                cancellationToken);
    }
}
