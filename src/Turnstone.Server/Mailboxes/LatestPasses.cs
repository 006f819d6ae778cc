using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Server.Passes;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using StoredKind = Turnstone.Engine.Planning.PassKind;
using PassState = Turnstone.Client.Passes.PassState;
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

    /// <summary>Where mailboxes stand; those without a pass are not in it.</summary>
    public static async Task<Dictionary<Guid, MailboxStanding>> ReadAsync(PlaneContext rows, IReadOnlyCollection<Guid> mailboxes, CancellationToken cancellationToken)
    {
        var found = await rows.Mailboxes.Where(row => mailboxes.Contains(row.Id))
            .Select(row => new
            {
                Latest = rows.Passes.Where(pass => pass.MailboxId == row.Id)
                    .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (Guid?)pass.Id).FirstOrDefault(),
                Errors = rows.Passes.Where(pass => pass.MailboxId == row.Id && pass.Kind != StoredKind.Verify)
                    .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (long?)pass.Errors).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var errors = found.Where(row => row.Latest is not null).ToDictionary(row => row.Latest!.Value, row => row.Errors ?? 0);
        var latest = await rows.Passes.AsNoTracking().Where(pass => errors.Keys.Contains(pass.Id)).ToListAsync(cancellationToken);
        return latest.ToDictionary(pass => pass.MailboxId, pass => new MailboxStanding(InfoOf(pass), errors[pass.Id]));
    }

    /// <summary>When the pass over each was submitted that was submitted last; a moment before all others where none was.</summary>
    public static IQueryable<Mailbox> Sort(PlaneContext rows, IQueryable<Mailbox> mailboxes, bool descending) => descending
        ? mailboxes.OrderByDescending(row => rows.Passes.Where(pass => pass.MailboxId == row.Id).Max(pass => (DateTimeOffset?)pass.Submitted) ?? DateTimeOffset.UnixEpoch)
            .ThenBy(row => row.SourceSearch).ThenBy(row => row.Id)
        : mailboxes.OrderBy(row => rows.Passes.Where(pass => pass.MailboxId == row.Id).Max(pass => (DateTimeOffset?)pass.Submitted) ?? DateTimeOffset.UnixEpoch)
            .ThenBy(row => row.SourceSearch).ThenBy(row => row.Id);

    private static LatestPassInfo InfoOf(MailboxPass pass) => new()
    {
        Id = pass.Id,
        Kind = (PassKind)pass.Kind,
        State = (PassState)pass.State,
        Submitted = pass.Submitted,
        Due = pass.Due,
        Started = pass.Started,
        Finished = pass.Finished,
        Progress = PassView.ProgressOf(pass),
        Failure = PassView.FailureOf(pass),
    };
}
