using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Passes;

/// <summary>What passes did with one mailbox, whichever project it was in then: what it has behind it moves with it.</summary>
internal sealed class MailboxPassList(Workspace workspace, ProjectMailboxes mailboxes)
{
    /// <summary>Its passes, the newest first.</summary>
    /// <exception cref="Refusal">There is no such mailbox.</exception>
    public async Task<Paged<PassInfo>> ListAsync(Guid mailbox, int skip, int take, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.MailboxAsync(rows, mailbox, cancellationToken);
        var found = rows.Passes.AsNoTracking().Where(row => row.MailboxId == mailbox);
        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderByDescending(row => row.Submitted).ThenByDescending(row => row.Id).Skip(skip).Take(take).ToListAsync(cancellationToken);
        return new Paged<PassInfo>(await PassView.OfAsync(rows, items, cancellationToken), total);
    }

    /// <summary>Its folders as the last pass left them that listed them.</summary>
    /// <exception cref="Refusal">There is no such mailbox.</exception>
    public async Task<MailboxFoldersInfo> ListFoldersAsync(Guid mailbox, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.MailboxAsync(rows, mailbox, cancellationToken);
        var passes = rows.Passes.AsNoTracking().Where(row => row.MailboxId == mailbox);
        var pass = await passes.Where(row => rows.PassFolders.Any(folder => folder.PassId == row.Id)).ToListAsync(cancellationToken);
        var folders = await rows.PassFolders.AsNoTracking().Where(row => passes.Any(other => other.Id == row.PassId)).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        return new MailboxFoldersInfo { Pass = (await PassView.OfAsync(rows, pass, cancellationToken)).SingleOrDefault(), Folders = [.. folders.Select(PassView.Of)] };
    }
}
