using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Server.Security;
using StoredState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Server.Mailboxes;

/// <summary>How many of a project's mailboxes stand where. The database counts: of ten thousand no row is read.</summary>
internal sealed class MailboxCounts(Workspace workspace, ProjectMailboxes mailboxes)
{
    /// <exception cref="Refusals.Refusal">There is no such project.</exception>
    public async Task<MailboxCountsInfo> ReadAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var states = await rows.Mailboxes.Where(row => row.ProjectId == project)
            .Select(row => rows.Passes.Where(pass => pass.MailboxId == row.Id)
                .OrderByDescending(pass => pass.Submitted).ThenByDescending(pass => pass.Id).Select(pass => (StoredState?)pass.State).FirstOrDefault())
            .GroupBy(state => state).Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var kinds = await rows.Passes
            .Where(pass => rows.Mailboxes.Any(row => row.Id == pass.MailboxId && row.ProjectId == project) && (pass.State == StoredState.Completed || pass.State == StoredState.CompletedWithErrors))
            .GroupBy(pass => pass.Kind).Select(group => new { group.Key, Count = group.Select(pass => pass.MailboxId).Distinct().Count() })
            .ToListAsync(cancellationToken);
        return new MailboxCountsInfo
        {
            Mailboxes = states.Sum(state => state.Count),
            States = [.. states.Select(state => new StateCountInfo(PassWords.StateOf((PassState?)state.Key), state.Count)).OrderBy(state => state.State)],
            Completed = [.. kinds.Select(kind => new KindCountInfo((PassKind)kind.Key, kind.Count)).OrderBy(kind => kind.Kind)],
        };
    }
}
