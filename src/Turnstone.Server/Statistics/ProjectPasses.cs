using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Planning;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Statistics;

/// <summary>What the passes over a project's mailboxes came to, in three questions. The database adds up: ten thousand mailboxes have a hundred thousand passes in time.</summary>
internal static class ProjectPasses
{
    /// <summary>By mailbox, not by the project it was in then: what a mailbox has behind it moves with it. Those without a pass are not in it.</summary>
    public static async Task<Dictionary<Guid, MailboxPasses>> ReadAsync(PlaneContext rows, Guid project, CancellationToken cancellationToken)
    {
        var passes = rows.Passes.Where(row => rows.Mailboxes.Any(mailbox => mailbox.Id == row.MailboxId && mailbox.ProjectId == project));
        var sums = await passes.GroupBy(row => row.MailboxId)
            .Select(group => new
            {
                group.Key,
                Sums = new PassSums(
                    group.Count(row => row.IsOver), group.Sum(row => row.BytesCopied), group.Sum(row => row.Copied), group.Sum(row => row.ActiveSeconds), group.Sum(row => row.PassiveSeconds)),
            })
            .ToListAsync(cancellationToken);

        // Each mailbox's along the index of mailbox and moment.
        var which = await rows.Mailboxes.Where(row => row.ProjectId == project)
            .Select(row => new
            {
                row.Id,
                Last = rows.Passes.Where(pass => pass.MailboxId == row.Id)
                    .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (Guid?)pass.Id).FirstOrDefault(),
                Moving = rows.Passes.Where(pass => pass.MailboxId == row.Id && pass.IsOver && pass.Kind != PassKind.Verify)
                    .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (Guid?)pass.Id).FirstOrDefault(),
            })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var ids = which.Values.SelectMany(row => new[] { row.Last, row.Moving }).OfType<Guid>().Distinct().ToList();
        var ends = await rows.Passes.Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                End = new PassEnd(row.Kind, row.State, row.Folders, row.FolderErrors, row.Copied, row.AlreadyThere, row.Skipped, row.Errors, row.ErrorBytes, row.FailureMessage, row.FailureRemedy),
            })
            .ToDictionaryAsync(row => row.Id, row => row.End, cancellationToken);
        return sums.Where(row => which.ContainsKey(row.Key)).ToDictionary(row => row.Key, row => new MailboxPasses(row.Sums, End(which[row.Key].Last), End(which[row.Key].Moving)));

        PassEnd? End(Guid? pass) => pass is { } id ? ends.GetValueOrDefault(id) : null;
    }
}
