using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Planning;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passes;

/// <summary>The histories of a project's mailboxes, in two questions however many mailboxes there are.</summary>
internal static class MailboxHistories
{
    /// <summary>As much of them as a pass of that kind goes by; by mailbox, those that have nothing to tell are not in it.</summary>
    public static async Task<Dictionary<Guid, MailboxHistory>> ReadAsync(PlaneContext rows, Guid project, PassKind kind, CancellationToken cancellationToken)
    {
        var passes = rows.Passes.AsNoTracking().Where(row => rows.Mailboxes.Any(mailbox => mailbox.Id == row.MailboxId && mailbox.ProjectId == project));
        var underWay = await passes.Where(row => !row.IsOver).Select(row => new { row.MailboxId, row.State }).ToDictionaryAsync(row => row.MailboxId, row => row.State, cancellationToken);
        var counted = SubmissionRules.Counts(kind) ? await CountAsync(passes, cancellationToken) : [];
        var last = kind == PassKind.Retry ? await FindLastAsync(rows, project, cancellationToken) : [];
        return underWay.Keys.Union(counted.Keys).Union(last.Keys).ToDictionary(id => id, id => new MailboxHistory(
            underWay.TryGetValue(id, out var state) ? state : null, last.TryGetValue(id, out var end) ? end : null, counted.GetValueOrDefault(id)));
    }

    private static Task<Dictionary<Guid, int>> CountAsync(IQueryable<MailboxPass> passes, CancellationToken cancellationToken) => passes
        .Where(row => (row.Kind == PassKind.Full || row.Kind == PassKind.PreStage) && (row.State == PassState.Completed || row.State == PassState.CompletedWithErrors))
        .GroupBy(row => row.MailboxId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);

    // Asked for by mailbox, along the index of mailbox and moment, instead of reading all that ever ran.
    private static async Task<Dictionary<Guid, PassState>> FindLastAsync(PlaneContext rows, Guid project, CancellationToken cancellationToken)
    {
        var found = await rows.Mailboxes.Where(row => row.ProjectId == project)
            .Select(row => new
            {
                row.Id,
                State = rows.Passes.Where(pass => pass.MailboxId == row.Id && pass.IsOver && pass.Kind != PassKind.Verify)
                    .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (PassState?)pass.State).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return found.Where(row => row.State is not null).ToDictionary(row => row.Id, row => row.State!.Value);
    }
}
