using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Planning;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passes;

/// <summary>The histories of a project's mailboxes, in three questions however many mailboxes there are.</summary>
internal static class MailboxHistories
{
    /// <summary>By mailbox; those without a pass are not in it.</summary>
    public static async Task<Dictionary<Guid, MailboxHistory>> ReadAsync(PlaneContext rows, Guid project, CancellationToken cancellationToken)
    {
        var passes = rows.Passes.AsNoTracking().Where(row => rows.Mailboxes.Any(mailbox => mailbox.Id == row.MailboxId && mailbox.ProjectId == project));
        var underWay = await passes.Where(row => !row.IsOver).Select(row => new { row.MailboxId, row.State }).ToDictionaryAsync(row => row.MailboxId, row => row.State, cancellationToken);
        var counted = await passes
            .Where(row => (row.Kind == PassKind.Full || row.Kind == PassKind.PreStage) && (row.State == PassState.Completed || row.State == PassState.CompletedWithErrors))
            .GroupBy(row => row.MailboxId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var moved = await passes.Where(row => row.IsOver && row.Kind != PassKind.Verify).Select(row => new { row.MailboxId, row.State, row.Submitted, row.Id }).ToListAsync(cancellationToken);
        var last = moved.GroupBy(row => row.MailboxId).ToDictionary(group => group.Key, group => group.MaxBy(row => (row.Submitted, row.Id))!.State);
        return underWay.Keys.Union(last.Keys).ToDictionary(id => id, id => new MailboxHistory(
            underWay.TryGetValue(id, out var state) ? state : null, last.TryGetValue(id, out var end) ? end : null, counted.GetValueOrDefault(id)));
    }
}
